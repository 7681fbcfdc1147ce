def s = [1, 2].stream()
println s.count()
try { s.count() } catch (IllegalStateException e) { println e.message }
try { [1].stream().limit(-1) } catch (IllegalArgumentException e) { println e.message }
