def name = 'World', n = 3
println "Hello $name, ${n + 1} ${name.toUpperCase()} ${-> n}"
println 'single $name'
println """multi
  line $name
    end""".stripIndent()
println '''|a
           |b'''.stripMargin()
println "a\tb\\n\u00e9\$"

println(/slash \d $name/)

def s = 'The quick brown fox'
println s[4..8] + s[-3..-1] + s[0] + s[0, 4, 10]
println s.tokenize().collect { it.capitalize() }.join(' ')
println s.split(' ').collect { it[0] }.join()
println s.replaceAll(/(\w+) (\w+)/, '$2 $1')
println s.replaceAll(/[aeiou]/) { it.toUpperCase() }
println s.findAll(/\b\w{5}\b/)
println s.count('o')
println s.reverse().toLowerCase().contains('kciuq')
println s.padRight(25, '*') + '|' + 'x'.center(5) + '|' + '7'.padLeft(3, '0')
println s.eachMatch(/o\w?/) { print it + ';' }
println 'a,b;c'.split(/[,;]/).toList()
println 'abc'.collect { it * 2 }
println 'hello'.toSet().size() + 'hello'.toList().unique().size()
println 'Hello' <=> 'World'
println 'abc' * 2 + 'abc' - 'b'
println 'abc'.next() + 'abc'.previous()
println 'a-b_c d'.split(/[-_ ]/)*.capitalize().join()
println 'camelCaseString'.replaceAll(/([A-Z])/) { "_${it[0].toLowerCase()}" }
println 'x=1&y=2'.split('&').collectEntries { it.split('=') as List }
println 'text'.isNumber() || '12.5'.isBigDecimal() && '12'.isInteger()
println 'line1\nline2\r\nline3'.readLines()
println 'abc'.eachWithIndex { c, i -> print "$i$c " }
println 'tacocat' == 'tacocat'.reverse()
println 'abcdef'.take(2) + 'abcdef'.drop(4) + 'abcdef'.takeWhile { it < 'c' } + 'abc'.dropWhile { it < 'b' }
println 'été'.bytes.length + 'été'.getBytes('ISO-8859-1').length
println 'a'.compareToIgnoreCase('B') + 'x'.codePointAt(0)
println String.join('-', ['a', 'b']) + String.join('/', 'x', 'y')
println 'abc'.contains('bc') && 'abc'.startsWith('ab') && 'abc'.endsWith('c') && 'abc'.matches('[a-c]+')
println ' trim me '.trim() + '|' + ' s '.strip() + '|' + 'ab'.repeat(2) + '|' + ' '.isBlank()
println 'a\tb'.expand(4) + '|' + 'a   b'.unexpand(4)
println 'hello world'.tr('a-y', 'b-z')
println 'title case here'.split(' ')*.capitalize().join(' ')
println 'abc'.hashCode() + 'abc'.length() + 'abc'.size()
println 'aXbXc'.indexOf('X') + 'aXbXc'.lastIndexOf('X') + 'abc'.indexOf('z')
println 'abc'.asBoolean() && !''.asBoolean()
println 'a1b2'.replaceFirst(/\d/, '#') + 'a1'.find(/\d/) + 'none'.find(/\d/)
println 'ab' in ['ab'] && 'a' in 'abc'.toList()
println 'x'.plus(1).plus(null)
println 'abc'.getAt(1) + 'abc'.charAt(2) + 'abc'.substring(1, 2) + 'abc'.subSequence(0, 1)
println 'a,b,,c,,'.split(',').length + 'a,b,,c,,'.tokenize(',').size() + 'a,b,,c,,'.split(',', -1).length
println 'éàü'.toUpperCase() + 'ß'.toUpperCase() + 'İ'.toLowerCase().length()
println 'abc'.equalsIgnoreCase('ABC') + 'q'.concat('r').intern()
println 'The Cat'.swapCase() + 'abc'.capitalize() + 'ABC'.uncapitalize()
println 'a b c'.normalize() + 'x\ny'.denormalize().size()
println '%s has %d'.format('q', 3)
