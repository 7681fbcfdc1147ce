import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { 0xFFFFFFFF }
t(2) { 0x7fffffffffffffff }
t(3) { 1e3 }
t(4) { 1.5e-3 }
t(5) { 1.0g }
t(6) { 1i }
t(7) { 2.5d }
t(8) { [1, 2.5, 3L].sum() }
t(9) { [1, 2, 3].sum() / 2 }
t(10) { [0.1, 0.2, 0.3].sum() }
t(11) { [1.5f, 2].sum() }
t(12) { (1..5).sum() }
t(14) { [3, 1.5, 2L].max() }
t(15) { [3, 1.5, 2L].min() }
t(16) { [1, 1.0, 1L].unique() }
t(17) { [1, 1.0, 1L] as Set }
t(18) { 10.toString(2) }
t(19) { 10.format('%d') }
t(21) { 5.foo }
t(22) { 5.foo() }
t(23) { 5 + 'a' }
t(24) { 'a' + 5 }
t(27) { 5 * 'a' }
t(28) { 5 - 'a' }
t(29) { 5 > 'a' }
t(30) { 5 == null }
t(31) { 5 <=> null }
t(32) { [5] > 3 }
t(33) { 5.5f == 5.5d }
t(34) { 0.1f == 0.1d }
t(35) { 0.1 == 0.1d }
t(36) { 100 == 'd' }
t(37) { 1.0.toString() }
t(38) { 1.00 + 1 }
t(39) { 1.00 * 1.000 }
t(40) { 5.00 - 5 }
