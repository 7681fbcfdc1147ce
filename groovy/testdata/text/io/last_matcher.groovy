import java.util.regex.Matcher
def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
tr('1') { 'abc-12' ==~ /([a-z]+)-(\d+)/; Matcher.lastMatcher[0] }
tr('2') { 'zz' =~ /q/; Matcher.lastMatcher[0] }
tr('3') { switch ('PRJ-7') { case ~/([A-Z]+)-(\d+)/: return Matcher.lastMatcher[0][1] + Matcher.lastMatcher.group(2) } }
tr('4') { 'x' ==~ /y/; Matcher.lastMatcher.matches() }
tr('5') { 'foo' in ~/f(.*)/; Matcher.getLastMatcher()[0][1] }
tr('6') { ['a1', 'b'].grep(~/[a-z](\d)/); Matcher.lastMatcher[0] }
tr('11') { ('a1b2' =~ /\d/).results().map { it.group() + it.start() }.toArray().toList() }
tr('12') { def m = 'abcabc' =~ /b/; m.usePattern(~/c/); m.find(); m.start() }
