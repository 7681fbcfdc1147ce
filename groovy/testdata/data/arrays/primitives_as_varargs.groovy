// An array of primitives fills a variable number of objects, as one of objects does.
int[] a = [1, 2]
def va(Object... x) { x.length + ':' + x.class + x }
def vb(String s, Object... x) { x.length + ':' + x.class + x }
def vc(Object[] x) { x.length + ':' + x.class + x }
println va(a)
println vb('x', a)
println vc(a)
println vc([1.5d] as double[])
def c = { Object... x -> x.length + ':' + x.class }
println c(a)
println Arrays.asList([1, 2] as int[]).size()
println String.format('%s %s', a)
println String.format('%s', 'ab'.toCharArray())
println Objects.hash([1, 2, 3] as int[]) == Objects.hash(1, 2, 3)
println Arrays.asList([1.5, 2] as double[])
def l = []
Collections.addAll(l, 'ab'.toCharArray())
println l
println java.text.MessageFormat.format('{0} {1}', a)
println va(a, 1).startsWith('2:')
