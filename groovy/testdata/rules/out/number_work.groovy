change()
def sp = issue.customFields."Story Points".value
replica.a = sp.toInteger()
replica.b = sp as String
replica.c = sp * 1.5
replica.d = sp.toString().replace('.', ',')
replica.e = "12.50".toBigDecimal() + 1
replica.f = "7".toInteger() / 2
replica.g = 7.intdiv(2) + 7 % 4
replica.h = Math.ceil(7 / 2)
replica.i = (sp ?: 0) > 3 ? 'big' : 'small'
replica.j = "x12y34".replaceAll(/\D/, '').toLong() + 1
replica.k = "4711".isNumber() && !"47a".isNumber() && "12".isInteger()
replica.l = [3, 1, 2].max() + [1.5, 2].sum()
replica.m = 10.0 / 4 + 1 / 3
replica.o = Integer.parseInt("42") * 2L
replica.p = String.format("%,d / %08.3f / %x", 1234567, 3.14159d, 255)
replica.q = 5.power(3) + 2 ** 10
replica.r = (issue.spent / 3600).toInteger()
show replica
