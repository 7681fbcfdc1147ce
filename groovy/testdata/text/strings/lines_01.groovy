
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { 'a' <=> 'A' }
t(2) { 'A' <=> 'a' }
t(3) { 'abc' <=> 'abz' }
t(4) { 'a'.compareTo('A') }
t(5) { ('a' as char) <=> ('z' as char) }
t(6) { ('a' as char) <=> 'z' }
t(7) { 'z' <=> ('a' as char) }
t(8) { "${'a'}" <=> 'z' }
t(9) { 'a' <=> "${'z'}" }
t(10) { "${'c'}" <=> "${'a'}" }
t(11) { "${'c'}".compareTo("${'a'}") }
t(12) { 'ab' <=> 'a' }
t(13) { 'a' <=> null }
t(14) { null <=> 'a' }
t(15) { 'a' <=> 97 }
t(16) { 98 <=> 'a' }
t(17) { ('a' as char) <=> 97 }
t(19) { true <=> false }
t(20) { 1 <=> 5 }
t(21) { 5L <=> 1 }
t(22) { 1.5 <=> 7 }
t(23) { new Date(5) <=> new Date(2) }
t(24) { java.time.LocalDate.of(2020,1,1) <=> java.time.LocalDate.of(2023,1,1) }
t(25) { java.time.LocalDate.of(2020,1,1).compareTo(java.time.LocalDate.of(2023,1,1)) }
t(26) { TimeZone <=> TimeZone }
t(28) { 'abc'.compareToIgnoreCase('ABZ') }
t(29) { ['b','a','C'].sort { a, b -> a <=> b } }
t(30) { ['b','a','C'].max { a, b -> a <=> b } }
t(31) { 'hello'.capitalize() }
t(32) { ''.capitalize() }
t(33) { 'hello world'.center(20, '*') }
t(34) { 'hello'.center(3) }
t(35) { 'hello'.padLeft(10, 'ab') }
t(36) { 'hello'.padRight(10, 'ab') }
t(37) { 'hello'.padLeft(8) }
t(38) { 'hello'.padRight(8) + '|' }
t(39) { 'hello'.padLeft(-1) }
t(40) { 'hello'.padLeft(8, '') }
t(41) { 'hello'.center(8, '') }
t(42) { 'hello world foo'.tokenize() }
t(43) { 'a,b;c'.tokenize(',;') }
t(44) { 'a,b;c'.tokenize(',' as char) }
t(45) { 'hello'.reverse() }
t(46) { 'hello'.next() }
t(47) { 'az'.next() }
t(48) { ''.next() }
t(49) { 'hello'.previous() }
t(50) { 'hello'[1] }
t(51) { 'hello'[-1] }
t(52) { 'hello'[1..3] }
t(53) { 'hello'[3..1] }
t(54) { 'hello'[-3..-1] }
t(55) { 'hello'[-1..-3] }
t(56) { 'hello'[1..<3] }
t(57) { 'hello'[0,2,4] }
t(58) { 'hello'[0..1, 3] }
t(59) { 'hello'[10] }
t(60) { 'hello'[-10] }
t(61) { 'hello'[2..10] }
t(62) { 'hello'[[0,1]] }
t(63) { 'hello'[1..-1] }
t(64) { 'hello'[0..<0] }
t(65) { 'hello'[5..<5] }
t(66) { 'hello'.getAt(1) }
t(67) { 'hello' - 'l' }
t(68) { 'hello' - ~/l+/ }
t(69) { 'hello' * 3 }
t(70) { 'hello' * 0 }
t(71) { 'hello' * -1 }
t(72) { 'hello' + null }
t(73) { 'hello' << ' world' }
t(74) { 'hello'.minus('z') }
t(75) { 'hello'.multiply(2.7) }
t(76) { 'hello'.count('l') }
t(77) { 'aaaa'.count('aa') }
t(78) { 'hello'.count('') }
t(79) { 'hello'.contains('ell') }
t(80) { 'hello'.contains('') }
t(81) { 'hello'.take(2) }
t(82) { 'hello'.take(0) }
t(83) { 'hello'.take(-1) }
t(84) { 'hello'.take(10) }
t(85) { 'hello'.drop(2) }
t(86) { 'hello'.drop(10) }
t(87) { 'hello'.drop(-1) }
t(88) { 'hello'.takeWhile { it < 'l' } }
t(89) { 'hello'.dropWhile { it < 'l' } }
t(90) { 'hello'.toList() }
t(91) { 'hello'.toSet() }
t(92) { 'hello'.collect { it.toUpperCase() } }
t(93) { 'hello'.collectReplacements { it == 'l' ? 'LL' : null } }
t(94) { 'hello'.each { print it } }
t(95) { 'hello'.eachWithIndex { c, i -> print "$c$i" } }
t(96) { 'hello'.find { it > 'h' } }
t(97) { 'hello'.find(/l+/) }
t(98) { 'hello'.find(/(l)(l)/) { a, b, c -> "$a-$b-$c" } }
t(99) { 'hello'.find(/z/) }
t(100) { 'hello'.find(/z/) { 'x' } }
t(101) { 'hello'.findAll { it == 'l' } }
t(102) { 'hello'.findAll(/l/) }
t(103) { 'hello world'.findAll(/(\w)(o)/) { all, a, b -> "$a+$b" } }
t(104) { 'hello world'.findAll(/(\w)(o)/) }
t(105) { 'hello world'.findAll(/(\w)(o)/) { it } }
t(106) { 'hello world'.findAll(/\w+/) { it.size() } }
t(107) { 'hello'.any { it == 'h' } }
t(108) { 'hello'.every { it < 'z' } }
t(109) { 'hello'.inject('') { a, b -> b + a } }
t(113) { 'hello'.isInteger() }
t(114) { '12'.isInteger() }
t(115) { ' 12 '.isInteger() }
t(116) { '12 '.toInteger() }
t(117) { '12a'.toInteger() }
t(118) { ''.toInteger() }
t(119) { '99999999999'.toInteger() }
t(120) { '99999999999'.isInteger() }
t(121) { '99999999999'.isLong() }
t(122) { '1.5'.isDouble() }
t(123) { '1.5'.isFloat() }
t(124) { '1.5'.isBigDecimal() }
t(125) { '1.5'.isBigInteger() }
t(126) { '1.5'.isNumber() }
t(127) { '1e5'.isNumber() }
t(128) { '1.5'.toBigDecimal() }
t(129) { '1.5'.toBigInteger() }
t(130) { 'abc'.toBigDecimal() }
t(131) { ''.toBigDecimal() }
t(132) { 'abc'.toDouble() }
t(133) { ''.toDouble() }
t(134) { '1_000'.toInteger() }
t(135) { '0x1F'.toInteger() }
t(136) { '+5'.toInteger() }
t(137) { '-5'.toLong() }
t(138) { '1.5f'.toFloat() }
t(139) { '1.5d'.toDouble() }
t(140) { 'NaN'.toDouble() }
t(141) { 'Infinity'.toDouble() }
t(142) { '12'.toShort() }
t(143) { '99999'.toShort() }
t(144) { 'true'.toBoolean() }
t(145) { 'yes'.toBoolean() }
t(146) { 'Y'.toBoolean() }
t(147) { '1'.toBoolean() }
t(148) { ' TRUE '.toBoolean() }
t(149) { 'on'.toBoolean() }
t(150) { 'abc'.toCharacter() }
t(151) { 'a'.toCharacter() }
t(152) { '12'.toURI() }
t(153) { 'abc'.toURL() }
t(154) { 'a b'.toURI() }
t(155) { 'one\ntwo\n\nthree'.readLines() }
t(157) { 'one\ntwo'.eachLine { l, n -> println "$n:$l" } }
t(158) { 'one\ntwo'.eachLine(5) { l, n -> println "$n:$l" } }
t(159) { 'one\ntwo\r\nthree\rfour'.normalize() }
t(160) { 'one\ntwo'.denormalize() }
t(162) { 'a,b\nc,d'.splitEachLine(',') { a, b -> println "$a|$b" } }
t(163) { '  |one\n  |two'.stripMargin() }
t(164) { '  #one\n  #two'.stripMargin('#') }
t(165) { '  one\n    two\n  three'.stripIndent() }
t(166) { '  one\n    two'.stripIndent(3) }
t(167) { 'a\tb'.expand() }
t(168) { 'a\tb'.expand(4) }
t(169) { 'a\tbb\tc\n\tx'.expandLine(4) }
t(170) { 'a       b'.unexpand() }
t(171) { 'a   b   c'.unexpand(4) }
t(172) { 'hello'.tr('el', 'ip') }
t(173) { 'hello'.tr('a-y', 'b-z') }
t(174) { 'hello'.tr('lo', '1') }
t(175) { 'hello'.tr('', 'a') }
t(176) { 'a-z'.tr('-', '_') }
t(177) { 'hello'.isCase('hello') }
t(178) { 'hello'.asType(List) }
t(179) { '123' as Integer }
t(180) { '12.5' as BigDecimal }
t(181) { 'abc' as Integer }
t(182) { 'hello'.bytes }
t(183) { 'hello'.getBytes('UTF-8') }
t(184) { 'hello'.toCharArray() }
t(185) { 'hello'.getChars() }
t(186) { 'hello'.size() }
t(187) { 'hello'.length() }
t(188) { 'hello world'.split() }
t(189) { 'a,b,,c,,'.split(',') }
t(190) { 'a,b,,c,,'.split(',', -1) }
t(191) { 'a,b,,c,,'.split(',', 2) }
t(192) { ''.split(',') }
t(193) { 'abc'.split('') }
t(194) { 'hello'.plus(5) }
t(195) { 'hello'.asBoolean() }
t(196) { 'hello'.leftShift('x') }
t(197) { 'abc'.subSequence(0, 2) }
t(198) { 'abc'.substring(1) }
t(199) { 'abc'.substring(1, 2) }
t(200) { 'abc'.substring(5) }
t(201) { 'abc'.substring(2, 1) }
t(202) { 'abc'.substring(-1) }
t(203) { 'abc'.charAt(5) }
t(204) { 'abc'.charAt(1) }
t(205) { 'abc'.codePointAt(0) }
t(206) { 'a\ud83d\ude00b'.codePointCount(0, 4) }
t(207) { 'a\ud83d\ude00b'.size() }
t(208) { 'a\ud83d\ude00b'.reverse() }
t(212) { 'abc'.indexOf('c') }
t(213) { 'abc'.indexOf('c', 5) }
t(214) { 'abc'.indexOf(98) }
t(215) { 'abcabc'.lastIndexOf('b') }
t(216) { 'abcabc'.lastIndexOf('b', 3) }
t(217) { 'abc'.startsWith('b', 1) }
t(218) { 'abc'.endsWith('') }
t(219) { 'abc'.matches('[a-c]+') }
t(220) { 'abc'.replace('a', 'b') }
t(221) { 'abc'.replace('a' as char, 'b' as char) }
t(222) { 'abc'.replaceAll('[ab]', '<$0>') }
t(223) { 'abc'.replaceAll(/([ab])/) { m, g -> g.toUpperCase() } }
t(224) { 'abc'.replaceAll(/[ab]/) { it + it } }
t(225) { 'abcabc'.replaceFirst(/b/, 'X') }
t(226) { 'abcabc'.replaceFirst(/b/) { 'Y' + it } }
t(227) { 'abcabc'.replaceFirst(~/b/, 'X') }
t(228) { 'abc'.replaceAll('(', 'x') }
t(229) { 'abc'.replaceAll('a', '$1') }
t(230) { 'abc'.replaceAll('a', '\\') }
t(231) { 'abc'.replaceAll('a', '$') }
t(232) { 'Abc'.toLowerCase() }
t(233) { 'straße'.toUpperCase() }
t(234) { 'İ'.toLowerCase().size() }
t(235) { 'abc'.equalsIgnoreCase('ABC') }
t(236) { '  abc '.trim() + '|' }
t(237) { 'abc'.concat('d') }
t(238) { 'abc'.intern() }
t(239) { 'abc'.hashCode() }
t(240) { 'abc'.isEmpty() }
t(241) { 'abc'.regionMatches(0, 'xab', 1, 2) }
t(242) { 'abc'.regionMatches(true, 0, 'XAB', 1, 2) }
t(243) { 'abc'.contentEquals('abc') }
t(244) { '  '.isBlank() }
t(245) { ' a '.strip() }
t(246) { ' a '.stripLeading() }
t(247) { ' a '.stripTrailing() }
t(248) { 'ab'.repeat(2) }
t(249) { 'ab'.repeat(-1) }
t(250) { 'a\nb'.lines().toArray() }
t(251) { 'abc'.indent(2) }
t(252) { String.join(',', 'a', 'b') }
t(253) { String.join(',', ['a', 'b']) }
t(254) { String.valueOf(5) }
t(255) { String.valueOf(['a','b'] as char[]) }
t(256) { String.valueOf(null as Object) }
t(257) { String.copyValueOf(['a','b'] as char[]) }
t(258) { new String('abc') }
t(259) { new String('abc'.bytes) }
t(260) { new String('abc'.bytes, 'UTF-8') }
t(261) { new String('abcdef'.bytes, 1, 3) }
t(262) { new String(['a','b'] as char[]) }
t(263) { new String(['a','b','c'] as char[], 1, 2) }
t(264) { new String(new StringBuilder('x')) }
t(265) { new String() }
t(266) { '%d-%s'.format(1, 'a') }
t(267) { 'abc'.formatted('x') }
t(268) { 'abc'.describeConstable() }
t(270) { 'abc'.transform { it + 1 } }
t(272) { 'hello'.inspect() }
t(273) { 'he\'llo\n\t\\$'.inspect() }
t(274) { 'hello'.toString().is('hello') }
t(275) { 'abc'.getClass() }
t(276) { 'abc'.stripMargin('ab') }
t(279) { 'hello world'.eachMatch(/(o)(.)/) { a, b, c -> println "$a:$b:$c" } }
t(280) { 'hello'.iterator().toList() }
t(281) { 'a'..'e' }
t(282) { ('a'..'e').step(2) }
t(285) { 'a1b2'.findAll(/\d/)*.toInteger().sum() }
t(287) { 'Hello'.uncapitalize() }
t(288) { 'hello'.isAllWhitespace() }
t(289) { '  '.isAllWhitespace() }
t(290) { 'foo/bar'.tokenize('/').last() }
t(291) { 'hello'.execute }
t(292) { 'abc'.toUpperCase(Locale.ENGLISH) }
t(293) { 'hello'.putAt(0, 'J') }
t(294) { 'abc'.minus(98) }
t(295) { 'a1'.minus(1) }
t(296) { 'abc' - null }
t(297) { 'hello'.getAt(0..2) }
t(298) { 'abc'.foo }
t(299) { 'abc'.foo() }
t(300) { 'abc'.substring('a') }
