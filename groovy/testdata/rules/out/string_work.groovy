change()
def s = issue.summary
replica.a = s.substring(0, Math.min(10, s.length()))
replica.b = s[-6..-1]
replica.c = s.reverse().toUpperCase()
replica.d = s.padRight(30, '.') + '|' + '7'.padLeft(3, '0')
replica.e = s.replaceFirst(/\s+on\s+(\w+)/, ' ($1)')
replica.f = s.indexOf('Safari') > -1 ? 'safari' : 'other'
replica.g = s.toList().countBy { it.toLowerCase() }.findAll { it.value > 2 }
replica.h = s.split(' ')*.capitalize().join('')
replica.i = s.tr('aeiou', '*')
replica.j = s.center(31, '*')
replica.k = s.equalsIgnoreCase('LOGIN FAILS ON SAFARI')
replica.l = s.startsWith('Login') && s.endsWith('i') && !s.isEmpty()
replica.m = s.bytes.length + ':' + s.hashCode()
replica.n = 'abc'.compareTo('abd')
replica.o = s.toLowerCase().replaceAll('[^a-z0-9]+', '-')
replica.p = s.chars().filter { Character.isUpperCase(it) }.count()
replica.q = s - 'Login ' - 'on '
replica.r = s.contains('fails') ? s.minus('fails') : s
replica.s = "A&B <c> \"d\"".replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('"', '&quot;')
show(replica)
