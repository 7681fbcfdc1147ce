def m(e) { e.class.simpleName + (e.class.simpleName =~ /Index|ClassCastE|NullP/ ? '' : ':' + e.message?.readLines()?.getAt(0)) }
def t = { n, Closure c -> try { println "$n: ${c()}" } catch (e) { println "$n: ${m(e)}" } }
t(1) { true & null }
t(2) { true.and(null) }
t(3) { true.xor(null) }
t(4) { true.implies(null) }
t(5) { true.or(null) }
t(6) { true ^ null }
t(7) { true | null }
t(8) { true & 1 }
t(9) { ''.toBigDecimal() }
t(10) { ' '.toBigDecimal() }
t(11) { 'x'.toBigDecimal() }
t(12) { '1x'.toBigDecimal() }
t(13) { ''.toBigInteger() }
t(14) { ''.toInteger() }
t(15) { ''.toLong() }
t(16) { ''.toDouble() }
t(17) { ''.toFloat() }
t(18) { new BigDecimal('') }
t(19) { new BigDecimal(null) }
t(20) { [1] as Integer }
t(21) { [] as Integer }
t(22) { [1, 2] as Integer }
t(23) { ['a'] as Integer }
t(24) { [1] as Long }
t(25) { ['5'] as Integer }
t(26) { ['5'] as BigDecimal }
t(27) { [5] as BigDecimal }
t(28) { ['a'] as String }
t(29) { [65] as Character }
t(30) { [1] as Boolean }
t(31) { [:] as Integer }
t(32) { [a: 1] as Integer }
t(33) { [a: 1] as String }
t(35) { [1.0G.toBigDecimal()] as Integer }
t(36) { [0L] as int }
t(37) { (int) [1] }
t(38) { (Integer) [1] }
t(39) { Integer i = [1]; i }
t(40) { int i = [1]; i }
t(41) { int i = ['5']; i }
t(42) { BigDecimal d = 1d; d }
t(43) { BigDecimal d = 1.5f; d }
t(44) { BigDecimal d = 1e10d; d }
t(45) { BigDecimal d = 1L; d }
t(46) { BigDecimal d = 100d; d }
t(47) { 1d as BigDecimal }
t(48) { (BigDecimal) 1d }
t(49) { 1d.toBigDecimal() }
t(50) { BigInteger d = 1d; d }
t(51) { BigDecimal d = 0.1d; d }
t(52) { BigDecimal d = 1e-7d; d }
t(53) { BigDecimal d = 123456789.123d; d }
t(54) { def f = { BigDecimal d -> d }; f(1d) }
t(55) { Number v = true ? 1 : -2.25d; v }
t(56) { true ? 1 : 2d }
t(57) { (true ? 1 : 2L).class }
t(58) { (true ? 1 : 2.5).class }
t(59) { (true ? 1 : 'a').class }
t(60) { int a = 1; double b = 2; (true ? a : b) }
t(61) { def a = 1; double b = 2; (true ? a : b) }
t(62) { (true ? 1 : 2f).class }
t(63) { (false ? 1.5f : 2).class }
t(64) { (true ? (byte) 1 : 2).class }
t(65) { (true ? 'a' as char : 2).class }
t(66) { (true ? true : 2).class }
t(67) { (1 ?: 2d).class }
t(68) { (10000000000 <=> 0).class }
t(69) { (1 <=> 0).class }
t(70) { (1L <=> 0L).class }
t(71) { (1d <=> 0L).class }
t(72) { long a = 1; long b = 2; (a <=> b).class }
t(73) { [1, 2].asImmutable().unique() }
t(74) { [].asImmutable().unique() }
t(75) { [1, 2].asImmutable().add(5, 1) }
t(76) { [1, 2].asImmutable().sort() }
t(77) { [].asImmutable().sort() }
t(78) { [1].asImmutable().removeAll { true } }
t(79) { [].asImmutable().removeAll { true } }
t(80) { [].asImmutable().clear() }
t(81) { [].asImmutable().addAll([]) }
t(82) { [1].asImmutable().remove((Object) 5) }
t(83) { [1].asImmutable().retainAll { true } }
t(84) { Collections.nCopies(2, 1).remove((Object) 5) }
t(85) { Collections.nCopies(2, 1).remove((Object) 1) }
t(86) { Collections.nCopies(2, 1).removeAll([5]) }
t(87) { Collections.nCopies(2, 1).retainAll([1]) }
t(88) { Collections.nCopies(2, 1).clear() }
t(89) { Arrays.asList(1, 2).remove((Object) 5) }
t(90) { Arrays.asList(1, 2).remove((Object) 1) }
t(91) { Collections.emptyList().clear() }
t(92) { Collections.singletonList(1).remove((Object) 4) }
t(94) { Collections.emptyList().removeAll { true } }
t(95) { (1..3).remove((Object) 7) }
t(96) { (1..3).retainAll([1, 2, 3]) }
t(97) { (1..3).removeAll([]) }
t(98) { (4..<3).retainAll { true } }
t(99) { ((4..<3) as List).retainAll { true } }
t(100) { ((4..<4) as List).retainAll { true } }
t(101) { ([3: 1] as TreeMap).asImmutable() + [1: 2] }
t(102) { (([3: 1] as TreeMap).asImmutable() + [1: 2]).getClass() }
t(103) { ([3: 1].asImmutable() + [1: 2]).getClass() }
t(104) { ([3].asImmutable() + [1]).getClass() }
t(105) { ([3] as Set).asImmutable().plus([1]).getClass() }
t(106) { ([3] as TreeSet).asImmutable().plus([1]).getClass() }
t(107) { ([3] as TreeSet).asImmutable().getClass() }
t(108) { ([3: 1] as TreeMap).asImmutable().getClass() }
t(109) { -new Object() }
t(110) { ~new Object() }
t(111) { +new Object() }
t(112) { def o = new Object(); o++ }
t(113) { !new Object() }
t(114) { -'a' }
t(115) { -null }
t(116) { def x = null; x++ }
t(117) { ''.previous() }
t(118) { ''.next() }
t(119) { (2..<3).step(0) }
t(120) { (2..3).step(0) }
t(121) { (2..2).step(0) }
t(122) { (2..<2).step(0) }
t(123) { (2..5).step(-1) }
t(124) { (5..2).step(-1) }
t(125) { (5..2).step(2) }
t(126) { [1].containsAll(null) }
t(127) { [1].addAll(null) }
t(128) { [1].removeAll(null) }
t(129) { [1].retainAll(null) }
t(130) { [1, 2].collectMany { null } }
t(131) { [1, 2].collectMany { 5 } }
t(132) { [1].sum { null } }
t(133) { [1, 2].sum { null } }
t(134) { [1] + null }
t(135) { [1] - null }
t(136) { [a: 1] + null }
t(137) { [a: 1].plus(null) }
t(138) { [a: 1] << null }
t(139) { [1] << null }
t(140) { ([1] as Set) + null }
t(141) { ([1] as Set) - null }
t(142) { 'a' + null }
t(143) { 'a' - null }
t(144) { 'a' * null }
t(145) { 1 + null }
t(146) { 1 - null }
t(147) { 1 * null }
t(148) { 1.5 * null }
t(149) { 1 / null }
t(150) { 1 % null }
t(151) { 1 ** null }
t(152) { 1 & null }
t(153) { 1 << null }
t(154) { 1 <=> null }
t(155) { 1 > null }
t(156) { 1 == null }
t(157) { 1.intdiv(null) }
t(158) { 'abc'.contains(null) }
t(159) { 'abc'.replace(null, 'a') }
t(160) { 'abc'.replaceAll(null, 'a') }
t(161) { 'abc'.split(null) }
t(162) { 'abc'.tokenize(null) }
t(163) { 'abc'.startsWith(null) }
t(164) { 'abc'.indexOf(null) }
t(165) { 'abc'.concat(null) }
t(166) { 'abc'.equals(null) }
t(167) { 'abc'.compareTo(null) }
t(168) { 'abc'.padLeft(null) }
t(169) { 'abc'.padLeft(5, null) }
t(170) { 'abc'.take(null) }
t(171) { 'abc'.substring(null) }
t(172) { 'abc'.charAt(null) }
t(173) { 'abc'.find(null) }
t(174) { 'abc'.findAll(null) }
t(175) { 'abc'.matches(null) }
t(176) { 'abc' =~ null }
t(177) { 'abc' ==~ null }
t(178) { null =~ 'a' }
t(179) { [1, 2].join(null) }
t(180) { [1, 2].take(null) }
t(181) { [1, 2].drop(null) }
t(182) { [1, 2].collate(null) }
t(183) { [1, 2].get(null) }
t(184) { [1, 2].indexOf(null) }
t(185) { [1, 2].subList(null, 1) }
t(186) { [1, 2].find(null) }
t(187) { [1, 2].each(null) }
t(188) { [1, 2].collect(null) }
t(189) { [1, 2].sort(null) }
t(190) { [1, 2].inject(null) }
t(191) { [1, 2].inject(null) { a, b -> b } }
t(192) { [1, 2].groupBy(null) }
t(193) { [1, 2].max(null) }
t(194) { [1, 2].sum(null) }
t(195) { [1, 2].count(null) }
t(196) { [1, 2].contains(null) }
t(197) { [1, 2].any(null) }
t(198) { [1, 2].remove(null) }
t(199) { [1, 2].plus(null) }
t(200) { [a: 1].get(null) }
t(201) { [a: 1].containsKey(null) }
t(202) { [a: 1].putAll(null) }
t(203) { [a: 1].remove(null) }
t(204) { [a: 1].subMap(null) }
t(205) { [a: 1].each(null) }
t(206) { [a: 1].find(null) }
t(207) { [a: 1].sort(null) }
t(208) { [a: 1].getAt(null) }
t(209) { Integer.compare(1, null) }
t(210) { Math.abs(null) }
t(211) { Math.max(null, 1) }
t(212) { Integer.parseInt(null) }
t(213) { Integer.valueOf(null) }
t(214) { String.valueOf(null) }
t(215) { String.format(null) }
t(216) { String.format('%s', null) }
t(217) { sprintf('%s', null) }
t(218) { new Date(null) }
t(219) { new ArrayList(null) }
t(220) { new HashMap(null) }
t(221) { new StringBuilder(null) }
t(222) { new StringBuilder().append(null) }
t(223) { new BigInteger(null) }
t(224) { Math.max([1, 2]) }
t(225) { 'abcdef'.substring([1, 2]) }
t(226) { Math.abs([-2]) }
