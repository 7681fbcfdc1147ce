// The enums of Java are enums as those of a script.
import groovy.json.JsonOutput
import java.math.RoundingMode
import java.time.DayOfWeek
import java.util.concurrent.TimeUnit
DayOfWeek d = 'FRIDAY'
println d
println 'TUESDAY' as DayOfWeek
def plan = new EnumMap(DayOfWeek)
plan[DayOfWeek.SUNDAY] = 'rest'
plan[DayOfWeek.MONDAY] = 'work'
println plan
println EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY)
println EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY)
println EnumSet.allOf(TimeUnit)
println EnumSet.complementOf(EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY))
println EnumSet.noneOf(DayOfWeek)
println TimeUnit.SECONDS.next()
println TimeUnit.DAYS.next()
println RoundingMode.UP.previous()
RoundingMode m = 'HALF_UP'
println 2.5.setScale(0, m)
println DayOfWeek.enumConstants.length
println DayOfWeek.collect { it.name()[0] }.join()
for (x in TimeUnit) print x.ordinal()
println()
println JsonOutput.toJson([on: DayOfWeek.MONDAY, unit: TimeUnit.DAYS, round: RoundingMode.UP])
println JsonOutput.toJson([TimeUnit.DAYS, java.time.Month.MAY])
try { 'XX' as DayOfWeek } catch (e) { println e.class.name + ': ' + e.message }
try { TimeUnit.valueOf('XX') } catch (e) { println e.class.name + ': ' + e.message }
