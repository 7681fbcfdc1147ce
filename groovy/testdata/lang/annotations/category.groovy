@Category(String) class StrCat { String shout() { this.toUpperCase() + '!' }; int twice() { size() * 2 } }
use(StrCat) { println 'abc'.shout(); println 'abc'.twice() }
class NumCat { static Integer dbl(Integer n) { n * 2 }; static plus(Number a, String b) { "$a~$b" } }
use(NumCat) { println 4.dbl(); println 5 + 'x' }
use(StrCat, NumCat) { println 'q'.shout() + 3.dbl() }
try { 4.dbl() } catch (MissingMethodException e) { println 'gone' }
class ListCat { static sum2(List l) { l.sum() * 2 }; static getSecond(List l) { l[1] } }
println use(ListCat) { [1, 2].sum2() + [7, 8].second }
class Mx { def mixed() { 'mixed ' + this.class.simpleName }; def other() { 'o' } }
class Tgt { }
Tgt.mixin Mx
println new Tgt().other()
@Mixin(Mx) class Tg2 { def own() { 'own' } }
println new Tg2().own() + new Tg2().other()
String.mixin(StrMx)
class StrMx { def hello() { 'hello' } }
println 'x'.hello()
println use([StrCat, ListCat]) { 'a'.shout() }
use(groovy.time.TimeCategory) {
    println 2.days.toString() + ' ' + 1.week + ' ' + 90.minutes + ' ' + (1.day + 2.hours) + ' ' + 5.seconds.toMilliseconds()
    println((new Date(0) + 1.day).time + (new Date(0) - 1.hour).time)
    println((new Date(86400000L) - new Date(0)).toString() + 3.months + ' ' + 2.years)
    println new Date(0) + 1.month
    println 1.hour.from.now > new Date()
    def d = 3.days + 4.hours + 5.minutes; println d.days + ' ' + d.hours + ' ' + d.minutes
    println((1.day - 1.hour).toString() + (2.days <=> 1.day))
    println 10.milliseconds.millis
}
