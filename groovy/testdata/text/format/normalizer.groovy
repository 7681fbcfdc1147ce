import java.text.Normalizer
def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
tr('1') { Normalizer.normalize('Ünïcödé ñ', Normalizer.Form.NFD).replaceAll(/\p{M}/, '') }
tr('2') { Normalizer.normalize('Crème Brûlée', Normalizer.Form.NFD).replaceAll('\\p{InCombiningDiacriticalMarks}+', '').toLowerCase().replaceAll(/[^a-z0-9]+/, '-') }
tr('3') { Normalizer.normalize('ﬁ½①', Normalizer.Form.NFKC) }
tr('4') { Normalizer.isNormalized('é', Normalizer.Form.NFC) }
tr('5') { Normalizer.isNormalized('é', Normalizer.Form.NFD) }
tr('6') { Normalizer.Form.values().toList() }
tr('7') { Normalizer.normalize(null, Normalizer.Form.NFC) }
tr('8') { Normalizer.normalize("g${1}é", Normalizer.Form.NFD).size() }
tr('9') { Normalizer.Form.valueOf('NFKD').ordinal() }
def bad = 0
long h = 0
[Normalizer.Form.NFD, Normalizer.Form.NFC, Normalizer.Form.NFKD, Normalizer.Form.NFKC].each { f ->
  for (int c = 0x80; c < 0xFFFF; c += 3) { if (c >= 0xD800 && c < 0xE000) continue
    def s = new String(Character.toChars(c)); h = h * 31 + Normalizer.normalize('a' + s + '\u0323\u0301', f).hashCode() } }
println h
