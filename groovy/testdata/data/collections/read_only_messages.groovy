try { Collections.nCopies(5, true).removeAll { it } } catch (e) { println "${e.class} $e.message" }
try { Collections.nCopies(5, true).removeAll([true]) } catch (e) { println "${e.class} $e.message" }
try { Collections.nCopies(5, true).retainAll { !it } } catch (e) { println "${e.class} $e.message" }
try { [1,2].asImmutable().removeAll { it } } catch (e) { println "${e.class} $e.message" }
try { [1,2].asImmutable().add(1) } catch (e) { println "${e.class} $e.message" }
try { Arrays.asList(1,2).add(1) } catch (e) { println "${e.class} $e.message" }
try { Arrays.asList(1,2).removeAll { it==1 } } catch (e) { println "${e.class} $e.message" }
try { Arrays.asList(1,2).remove(0) } catch (e) { println "${e.class} $e.message" }
try { Arrays.asList(1,2).clear() } catch (e) { println "${e.class} $e.message" }
try { Collections.emptyList().add(3) } catch (e) { println "${e.class} $e.message" }
try { Collections.singletonList(1).add(3) } catch (e) { println "${e.class} $e.message" }
try { (1..3).add(3) } catch (e) { println "${e.class} $e.message" }
try { (1..3).remove(0) } catch (e) { println "${e.class} $e.message" }
try { (1..3).clear() } catch (e) { println "${e.class} $e.message" }
try { (1..3).set(0,1) } catch (e) { println "${e.class} $e.message" }
try { (1..3)[0]=1 } catch (e) { println "${e.class} $e.message" }
try { ('a'..'c').removeAll { true } } catch (e) { println "${e.class} $e.message" }
try { (1..3).removeAll { true } } catch (e) { println "${e.class} $e.message" }
try { (1..3).retainAll { false } } catch (e) { println "${e.class} $e.message" }
try { [a:1].asImmutable().put('b',2) } catch (e) { println "${e.class} $e.message" }
try { [a:1].asImmutable().b = 2 } catch (e) { println "${e.class} $e.message" }
try { [a:1].keySet().add('z') } catch (e) { println "${e.class} $e.message" }
try { [a:1].values().add('z') } catch (e) { println "${e.class} $e.message" }
try { [a:1].entrySet().add('z') } catch (e) { println "${e.class} $e.message" }
try { Collections.nCopies(5, true).sort() } catch (e) { println "${e.class} $e.message" }
try { Collections.nCopies(5, true).add(2) } catch (e) { println "${e.class} $e.message" }
try { Collections.nCopies(5, true).clear() } catch (e) { println "${e.class} $e.message" }
