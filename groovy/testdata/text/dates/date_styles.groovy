import java.text.DateFormat
def tr = { Closure c -> try { println c() } catch (e) { println e } }
tr { DateFormat.getDateTimeInstance(9, 1).class }
tr { DateFormat.getDateTimeInstance(1, 9).class }
tr { DateFormat.getDateTimeInstance(-1, -1).class }
tr { DateFormat.getDateInstance(2147483647).class }
tr { DateFormat.getTimeInstance(-2).class }
tr { DateFormat.getDateTimeInstance(0, 3).class }
