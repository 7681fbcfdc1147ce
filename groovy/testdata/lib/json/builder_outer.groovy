import groovy.json.JsonBuilder
def users = [[n: 'ann', r: ['a', 'b']], [n: 'bob', r: []]]
def title = 'team'
def b = new JsonBuilder()
b.team {
    name title
    count users.size()
    members(users) { u ->
        who u.n.toUpperCase()
        roles u.r
    }
}
println b.toString()
def w = new StringWriter()
b.writeTo(w)
println w
def w2 = new StringWriter()
w2 << b << '\n'
print w2
