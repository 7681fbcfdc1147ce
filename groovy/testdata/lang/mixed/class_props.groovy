class Account {
    String owner
    BigDecimal balance = 0
    private int ops = 0
    final String id
    static int created = 0
    Account() { this('none', 'x0') }
    Account(String owner, String id) { this.owner = owner; this.id = id; created++ }
    void setOwner(String o) { this.owner = o?.toUpperCase() }
    String getLabel() { "$owner/$id" }
    boolean isRich() { balance > 1000 }
    Account deposit(n) { balance += n; ops++; this }
    int getOps() { ops * 10 }
}
def a = new Account('ann', 'i1')
println a.owner
a.owner = 'bob'
println a.owner + ' ' + a.label
a.deposit(500).deposit(600.5)
println a.balance
println a.rich
println a.isRich()
println a.ops
println a.@ops
try { a.label = 'x' } catch (e) { println e.class.name + ': ' + e.message }
try { a.id = 'x' } catch (e) { println e.class.name + ': ' + e.message }
println Account.created
println new Account().label
println Account.created
def b = new Account(owner: 'cy', balance: 12)
println b.owner + b.balance
println b.properties.keySet().sort()
println a.hasProperty('rich') != null
println a.hasProperty('foo')
println a.properties.label
a.with { owner = 'zed'; balance = 3 }
println a.label
println a['owner']
a['owner'] = 'ix'
println a.owner
println "${a.owner}"
try { a.nothing } catch (MissingPropertyException e) { println e.message }
try { a.nothing = 1 } catch (MissingPropertyException e) { println e.message }
try { a.deposits(1, 'x') } catch (MissingMethodException e) { println e.message }
