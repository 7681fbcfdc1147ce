def o = new Object() { def foo() { bar } }
try { o.foo() } catch (e) { println e.message }
try { new Object() { def foo() { bar } }.foo() } catch (e) { println e.message }
try { def p = new Object() { def foo() { bar } }; p.foo() } catch (e) { println e.message }
def o2 = new Object() { def foo() { zoo(1) } }
try { o2.foo() } catch (e) { println e.message.readLines()[0] }
def o3 = [new Object() { def foo() { bar } }]
try { o3[0].foo() } catch (e) { println e.message }
class K { def mk() { new Object() { def foo() { bar } } }
 def go() { def x = new Object() { def foo() { bar } }; x.foo() }
 def go2() { try { new Object() { def foo() { bar } }.foo() } catch (e) { println e.message } }
 def go3() { try { new Object() { def foo() { zoo(1) } }.foo() } catch (e) { println e.message.readLines()[0] } }
 def go4() { new Object() { def foo() { zoo(1) } }.foo() }
 def go5() { if (true) { def x = new Object() { def foo() { bar } }; x.foo() } }
}
try { new K().mk().foo() } catch (e) { println e.message }
try { new K().go() } catch (e) { println e.message }
new K().go2()
new K().go3()
try { new K().go4() } catch (e) { println e.message.readLines()[0] }
try { new K().go5() } catch (e) { println e.message.readLines()[0] }
if (true) { def q = new Object() { def foo() { bar } }; try { q.foo() } catch (e) { println e.message } }
