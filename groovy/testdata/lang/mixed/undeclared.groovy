def t = { String n, Closure c -> try { c(); println "$n ok" } catch (Throwable e) { println "$n ${e.class.name} ${e.message} / ${e.cause}" } }
def ex = { throw new Exception('x') }
def ex2 = { a, b -> throw new Exception('x') }
def ex0 = { -> throw new Exception('x') }
def rt = { throw new IllegalStateException('x') }
t('stream') { [1].stream().map(ex).collect() }
t('streamrt') { [1].stream().map(rt).collect() }
t('opt') { Optional.of(1).map(ex) }
t('opt2') { Optional.empty().orElseGet(ex0) }
t('optthrow') { Optional.empty().orElseThrow { new Exception('y') } }
t('forEach') { [1].forEach(ex) }
t('mforEach') { [a: 1].forEach(ex2) }
t('cia') { [:].computeIfAbsent(1, ex) }
t('merge') { [a: 1].merge('a', 2, ex2) }
t('removeIf') { [1].removeIf(ex) }
t('replaceAll') { [1].replaceAll(ex) }
t('comparator') { Collections.sort([1, 2], ex2) }
t('comparator as') { [1, 2].sort(ex2 as Comparator) }
t('comparing') { [1, 2].sort(Comparator.comparing(ex)) }
t('runnable') { (ex0 as Runnable).run() }
t('callable') { (ex0 as java.util.concurrent.Callable).call() }
t('supplier') { (ex0 as java.util.function.Supplier).get() }
t('iface') { (ex as F).go(1) }
t('iface2') { (ex as G).go(1) }
t('map iface') { ([go: ex] as F).go(1) }
t('map iface2') { ([go: ex] as G).go(1) }
t('map runnable') { ([run: ex0] as Runnable).run() }
t('as class') { ({ -> throw new Exception('x') } as Abs).go() }
t('map class') { ([go: { -> throw new Exception('x') }] as Abs).go() }
t('param') { takes(ex) }
t('each') { [1].each(ex) }
t('err') { (({ throw new Error('x') }) as F).go(1) }
t('concurrent') { (ex as Comparable).compareTo(1) }
t('iterator') { for (x in ([hasNext: { true }, next: { throw new Exception('x') }] as Iterator)) { } }
t('iterable') { for (x in ([iterator: { throw new Exception('x') }] as Iterable)) { } }
t('withDefault') { [:].withDefault(ex).a }
t('arrsort') { Arrays.sort([2, 1] as Integer[], ex2) }
t('max') { Collections.max([1, 2], ex2) }
t('reduce') { [1, 2].stream().reduce(ex2) }
t('io') { (({ throw new IOException('io') }) as H).go() }
interface F { def go(x) }
interface G { def go(x) throws Exception }
interface H { def go() throws IOException }
abstract class Abs { abstract go() }
def takes(F f) { f.go(1) }
