try { ''.toBigDecimal() } catch (e) { println e.message }
try { new BigDecimal('') } catch (e) { println e.message }
try { new BigDecimal(' 1') } catch (e) { println e.message }
try { new BigDecimal('1.2.3') } catch (e) { println e.message }
try { new BigDecimal('abc') } catch (e) { println e.message }
try { 'q'.toBigDecimal() } catch (e) { println e.message }
try { '1e'.toBigDecimal() } catch (e) { println e.message }
try { '-'.toBigDecimal() } catch (e) { println e.message }
try { ''.toBigInteger() } catch (e) { println e.message }
try { 'x'.toBigInteger() } catch (e) { println e.message }
try { ''.toInteger() } catch (e) { println e.message }
try { ''.toDouble() } catch (e) { println e.message }
try { '' as BigDecimal } catch (e) { println e.message }
