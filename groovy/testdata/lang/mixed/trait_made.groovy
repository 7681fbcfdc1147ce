trait T { int x = 1 }
try { new T() } catch (e) { println e.class.name + ': ' + e.message }
new T()
