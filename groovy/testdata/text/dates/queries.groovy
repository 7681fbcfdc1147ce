import java.time.*
import java.time.chrono.*
import java.time.format.*
import java.time.temporal.*
def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
def d = LocalDate.of(2020, 2, 29), t = LocalTime.of(10, 20, 30), ldt = d.atTime(t)
def z = ldt.atZone(ZoneId.of('Europe/Paris')), o = ldt.atOffset(ZoneOffset.ofHours(2))
def all = [d, t, ldt, z, o, z.toInstant(), YearMonth.of(2020, 2), Year.of(2020), MonthDay.of(2, 29), OffsetTime.of(t, ZoneOffset.UTC), DayOfWeek.MONDAY, Month.MAY, ZoneOffset.UTC]
tr('precision') { all.collect { it.query(TemporalQueries.precision()) } }
tr('zone') { all.collect { it.query(TemporalQueries.zone()) } }
tr('zoneId') { all.collect { it.query(TemporalQueries.zoneId()) } }
tr('offset') { all.collect { it.query(TemporalQueries.offset()) } }
tr('localDate') { all.collect { it.query(TemporalQueries.localDate()) } }
tr('localTime') { all.collect { it.query(TemporalQueries.localTime()) } }
tr('chrono') { all.collect { it.query(TemporalQueries.chronology()) } }
tr('qname') { [TemporalQueries.zone(), TemporalQueries.precision()].collect { it.toString() } }
tr('qmeth') { z.query(LocalDate.&from) }
tr('adj') { d.with(TemporalAdjusters.ofDateAdjuster { it.plusDays(3) }) }
tr('adj2') { ldt.with(TemporalAdjusters.ofDateAdjuster { it.withDayOfMonth(1) }) }
tr('adj3') { t.with(TemporalAdjusters.ofDateAdjuster { it.plusDays(3) }) }
tr('adj4') { TemporalAdjusters.ofDateAdjuster { it.plusDays(1) }.adjustInto(d) }
tr('pf') { [Period.from(Period.of(1, 2, 3)), Duration.from(Duration.ofHours(5))] }
tr('pf2') { Period.from(Duration.ofHours(5)) }
tr('pf3') { Duration.from(Period.ofDays(5)) }
tr('pf4') { Duration.from(null) }
tr('ai') { [-1, 0, 3, 9].collect { new DateTimeFormatterBuilder().appendInstant(it).toFormatter().format(Instant.ofEpochSecond(1, 120000000)) } }
tr('ai2') { new DateTimeFormatterBuilder().appendInstant(10) }
tr('ai3') { new DateTimeFormatterBuilder().appendInstant(3).toFormatter().parse('1970-01-01T00:00:01.120Z', Instant.&from) }
tr('ai4') { new DateTimeFormatterBuilder().appendInstant(3).toFormatter().toString() }
tr('at') { new DateTimeFormatterBuilder().appendText(ChronoField.MONTH_OF_YEAR, [(1L): 'jan', (2L): 'feb']).appendLiteral('-').appendValue(ChronoField.DAY_OF_MONTH).toFormatter().format(d) }
tr('at2') { def f = new DateTimeFormatterBuilder().appendText(ChronoField.DAY_OF_WEEK, [(6L): 'Sat!']).toFormatter(); [f.format(d), f.format(d.plusDays(1)), f.parse('Sat!').get(ChronoField.DAY_OF_WEEK), f.toString()] }
tr('al') { new DateTimeFormatterBuilder().appendLocalized(FormatStyle.SHORT, FormatStyle.SHORT).toFormatter().format(ldt) }
tr('al2') { new DateTimeFormatterBuilder().appendLocalized(null, FormatStyle.MEDIUM).toFormatter().format(ldt) }
tr('alo') { [TextStyle.FULL, TextStyle.SHORT].collect { new DateTimeFormatterBuilder().appendLocalizedOffset(it).toFormatter().format(o) } }
tr('azo') { [z, o].collect { new DateTimeFormatterBuilder().appendZoneOrOffsetId().toFormatter().format(it) } }
tr('azt') { new DateTimeFormatterBuilder().appendZoneText(TextStyle.SHORT).toFormatter().format(z) }
tr('agz') { [TextStyle.FULL, TextStyle.SHORT].collect { new DateTimeFormatterBuilder().appendGenericZoneText(it).toFormatter().format(z) } }
tr('zdn') { ['Europe/Paris', 'America/New_York', 'UTC', 'Asia/Tokyo'].collect { ZoneId.of(it).getDisplayName(TextStyle.FULL, Locale.US) } }
tr('zdn2') { ['Europe/Paris', 'America/New_York', 'UTC'].collect { ZoneId.of(it).getDisplayName(TextStyle.SHORT, Locale.US) } }
tr('zdn3') { ZoneOffset.ofHours(2).getDisplayName(TextStyle.FULL, Locale.US) }
tr('short') { ZoneId.SHORT_IDS['PST'] + ' ' + ZoneId.SHORT_IDS.size() + ' ' + ZoneId.of('PST', ZoneId.SHORT_IDS) }
tr('short2') { ZoneId.of('PST') }
tr('short3') { ZoneId.of('Mine', [Mine: 'Europe/Oslo']) }
tr('short4') { new TreeMap(ZoneId.SHORT_IDS) }
tr('era') { [d.era, LocalDate.of(-1, 1, 1).era, d.era.value, IsoEra.CE] }
tr('chr') { [d.chronology, d.chronology.id, d.chronology.isLeapYear(2020), IsoChronology.INSTANCE.date(2020, 1, 2)] }
tr('chr2') { [ldt.chronology, z.chronology, Period.ofDays(1).chronology, IsoChronology.INSTANCE == d.chronology, d.chronology.calendarType] }
tr('chr3') { IsoChronology.INSTANCE.dateNow().class.simpleName }
tr('B') { ['00:00', '03:00', '06:00', '11:59', '12:00', '15:00', '18:00', '21:00'].collect { LocalTime.parse(it).format(DateTimeFormatter.ofPattern('h:mm B')) } }
tr('B2') { [t, LocalTime.NOON].collect { [it.format(DateTimeFormatter.ofPattern('BBBB')), it.format(DateTimeFormatter.ofPattern('BBBBB'))] } }
tr('tlo') { [o.plusHours(1), o].sort(OffsetDateTime.timeLineOrder()) == [o, o.plusHours(1)] }
tr('tlo2') { [d.plusDays(1), d].sort(ChronoLocalDate."${'timeLineOrder'}"()) }
tr('lti') { LocalTime.ofInstant(Instant.ofEpochSecond(3661), ZoneOffset.UTC) }
tr('zof') { [ZonedDateTime.ofLocal(ldt, ZoneId.of('Europe/Paris'), null), ZonedDateTime.ofInstant(ldt, ZoneOffset.UTC, ZoneId.of('Europe/Paris'))] }
tr('vr') { def r = ValueRange.of(1, 31); [r, r.isIntValue(), r.isValidIntValue(40), r.isValidValue(3), r.largestMinimum, r.smallestMaximum, r.minimum, r.maximum, r.fixed, ValueRange.of(1, 28, 31), ValueRange.of(1, 2, 28, 31)] }
tr('vr2') { ValueRange.of(1, 31).checkValidValue(40, ChronoField.DAY_OF_MONTH) }
tr('vr3') { ValueRange.of(5, 1) }
tr('rules') { def r = ZoneId.of('Europe/Paris').rules; [r.nextTransition(Instant.parse('2020-01-01T00:00:00Z')), r.getValidOffsets(ldt), r.getTransition(LocalDateTime.of(2020, 3, 29, 2, 30)), r.previousTransition(Instant.parse('2020-01-01T00:00:00Z'))] }
tr('tr') { def x = ZoneId.of('Europe/Paris').rules.nextTransition(Instant.parse('2020-01-01T00:00:00Z')); [x.instant, x.offsetBefore, x.offsetAfter, x.dateTimeBefore, x.dateTimeAfter, x.duration, x.gap, x.overlap] }
tr('fto') { def sb = new StringBuilder(); DateTimeFormatter.ISO_DATE.formatTo(d, sb); sb }
tr('amount') { [Duration.ofHours(1), Period.ofDays(2)].collect { it.addTo(z) } }
