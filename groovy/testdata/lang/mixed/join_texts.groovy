try { println(String.join('a', null)) } catch (e) { println e.class.name }
try { println(String.join('a', [:].get('x'))) } catch (e) { println e.class.name }
try { println(String.join('a', (Iterable) null)) } catch (e) { println e.class.name }
String g = "<${1}>"
try { println(String.join(g, [:].get(g))) } catch (e) { println e.class.name }
try { println(String.join({ g }.call(1), [:].get(g))) } catch (e) { println e.class.name }
try { println(String.join(null, [])) } catch (e) { println e.class.name }
try { println(String.join(null, ['a'])) } catch (e) { println e.class.name }
try { println(String.join(null, 'a', 'b')) } catch (e) { println e.class.name }
try { println(String.join('-', 'a', 'b')) } catch (e) { println e.class.name }
try { println(String.join('-')) } catch (e) { println e.class.name }
try { println(String.join('-', [null, 'x'])) } catch (e) { println e.class.name }
try { println(String.join('-', ['z', 1])) } catch (e) { println e.class.name }
try { println(String.join('-', ["z${1}", new StringBuilder('q')])) } catch (e) { println e.class.name }
try { println(String.join('-', ["z${1}", 'q'] as Set)) } catch (e) { println e.class.name }
try { println(String.join('-', ['z', 'q'] as String[])) } catch (e) { println e.class.name }
