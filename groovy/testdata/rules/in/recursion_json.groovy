message()
def tree = httpClient.get("/tree/1")
def paths = []
def walk
walk = { node, path ->
    def here = path ? "$path/$node.name" : node.name
    paths << here
    node.children?.each { walk(it, here) }
}
walk(tree, null)
println paths
int depth(node) { 1 + (node.children?.collect { depth(it) }?.max() ?: 0) }
println depth(tree)
def flatten(node, acc = []) {
    acc << node.id
    node.children.each { flatten(it, acc) }
    acc
}
println flatten(tree)
String render(Map node, int indent = 0) {
    "  " * indent + node.name + "\n" + (node.children ?: []).collect { render(it, indent + 1) }.join("")
}
print render(tree)
