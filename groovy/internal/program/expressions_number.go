package program

// The tables: result: text, see parse.

const numberTable = `
~int: @int + @int
~int: @int - @int
~int: @int * @int
~int: @int % @int
~int: @int + @int * @small - @int
~int: @int - @int - @int
~int: @int & @int
~int: @int | @int
~int: @int ^ @int
~int: @int << @small
~int: @int >> @small
~int: @int >>> @small
~int: -@int
~int: ~@int
~int: @num <=> @num
~int: @str <=> @str
~int: @cs <=> @cs
~int: @bool ? @int : @int
int: [(int) @num][0]
~int: @dec as int
~int: @dbl as Integer
~int: @num as int
~small: @int & 3
int: @int.intdiv(@int)
int: @int.abs()
int: @num.intValue()
int: Math.max(@int, @int)
int: Math.min(@int, @int)
int: Math.abs(@int)
int: Integer.parseInt(@str)
int: @str.size()
int: @str.length()
int: @gstr.length()
int: @str.toInteger()
int: @str.hashCode()
int: @num.hashCode()
int: @bool.hashCode()
int: @str.count(@str)
int: @str.indexOf(@str)
int: @str.lastIndexOf(@str)
int: @str.compareTo(@str)
int: @str.compareToIgnoreCase(@str)
int: @list(A).size()
int: @list(A).indexOf(@A)
int: @list(A).count(@A)
int: @list(A).count { @bool[it:A] }
int: @list(A).findIndexOf { @bool[it:A] }
int: @list(A).findLastIndexOf { @bool[it:A] }
int: @list(int).sum()
int: @list(int).max()
int: @list(int).min()
int: @list(A).sum { @int[it:A] }
int: @list(int).inject { #a, #b -> @int[a:int,b:int] }
int: @set(A).size()
int: @map(A,B).size()
int: @list(int).hashCode()
int: @map(str,int).hashCode()
int: @map(A,B).count { #k, #v -> @bool[k:A,v:B] }
int: @range.size()
int: @range.from
int: @range.to
int: @int.next()
int: @int.previous()
int: @int.plus(@int)
int: @int.multiply(@int)
int: @int.compareTo(@int)
int: @dec.scale()
int: @dec.precision()
int: @dec.signum()
int: @bigint.bitLength()
int: Integer.bitCount(@int)
int: Integer.compare(@int, @int)
int: (@str =~ @re).count
int: (@str =~ @re).size()
int: @dbl.round().intValue()
int: Character.getNumericValue(@str.charAt(@small))
int: (@str.charAt(@small) as int)
int: @list(A).withIndex().sum { #x, #i -> @int[x:A,i:int] }

~long: @long + @int
~long: @long * @int
~long: @long - @long
~long: @long % @int
~long: @long & @long
~long: @long << @small
~long: @long >> @int
~long: @long >>> @small
long: [(long) @num][0]
~long: @num as long
~long: -@long
long: @num.longValue()
long: @num.toLong()
long: @long.intdiv(@int)
long: @dbl.round()
long: Math.round(@dbl)
long: @str.toLong()
long: Long.parseLong(@str)
long: @long.abs()
long: Math.max(@long, @int)
long: @list(long).sum()
long: Long.valueOf(@str)

~bigint: @bigint + @bigint
~bigint: @bigint * @int
~bigint: @bigint - @long
~bigint: @bigint % @bigint
~bigint: @int as BigInteger
~bigint: -@bigint
bigint: @bigint.pow(@small)
bigint: @bigint.abs()
bigint: @bigint.gcd(@bigint)
bigint: @bigint.negate()
bigint: @int.toBigInteger()
bigint: @str.toBigInteger()
bigint: @dec.toBigInteger()
bigint: @bigint.mod(@bigint)
bigint: @bigint.max(@bigint)
bigint: new BigInteger(@str)

~dec: @dec + @dec
~dec: @dec - @dec
~dec: @dec * @dec
~dec: @dec + @int
~dec: @int * @dec
~dec: @int / @int
~dec: @dec / @dec
~dec: @dec / @int
~dec: @long / @int
~dec: @bigint / @int
~dec: @int / @int / @int
~dec: @int + @int / @int
~dec: -@dec
~dec: @num as BigDecimal
dec: [(BigDecimal) @num][0]
~dec: @bool ? @dec : @dec
dec: @dec.setScale(@small, BigDecimal.ROUND_HALF_UP)
dec: @dec.setScale(@small, java.math.RoundingMode.HALF_EVEN)
dec: @dec.setScale(@small, java.math.RoundingMode.FLOOR)
dec: @dec.abs()
dec: @dec.negate()
dec: @dec.stripTrailingZeros()
dec: @dec.pow(@small)
dec: @dec.max(@dec)
dec: @dec.divide(@dec, @small, java.math.RoundingMode.CEILING)
dec: @dec.remainder(@dec)
dec: @dec.movePointLeft(@small)
dec: @dec.movePointRight(@small)
dec: @num.toBigDecimal()
dec: @str.toBigDecimal()
dec: new BigDecimal(@str)
dec: @list(dec).sum()
dec: @list(dec).max()
dec: @list(A).sum { @dec[it:A] }
dec: @int.div(@int)

~dbl: @dbl + @dbl
~dbl: @dbl * @dec
~dbl: @int - @dbl
~dbl: @dbl / @int
~dbl: @dbl % @int
~dbl: @dec / @dbl
~dbl: -@dbl
dbl: [(double) @num][0]
~dbl: @num as double
dbl: @num.doubleValue()
dbl: @num.toDouble()
dbl: @dbl.abs()
dbl: @dbl.round(@small)
dbl: @dbl.trunc(@small)
dbl: @dbl.trunc()
dbl: Math.sqrt(@num)
dbl: Math.floor(@dbl)
dbl: Math.ceil(@dbl)
dbl: Math.pow(@int, @small)
dbl: Math.max(@dbl, @int)
dbl: @str.toDouble()
dbl: @list(dbl).sum()
dbl: Double.parseDouble(@str)

~num: @num + @num
~num: @num - @num
~num: @num * @num
~num: @num / @num
~num: @num ** @small
~num: @int ** @int
~num: @int ** @small
~num: @long ** @small
~num: @dec ** @small
~num: @dbl ** @small
~num: -@num
~num: @bool ? @num : @num
num: [(byte) @num][0]
num: [(short) @num][0]
num: [(float) @num][0]
~num: @num as float
~num: @num as Number
num: [@num, @num].max()
num: [@num, @num, @num].sum()
num: @num.abs()
num: [@num, @num].min()
num: @list(A).sum { @num[it:A] }
num: @list(A).inject(@num) { #a, #b -> @num[a:num,b:A] }
num: @num.plus(@num)
num: @num.minus(@num)
num: @num.div(@num)
num: @num.power(@small)
`

const logicTable = `
~bool: @bool && @bool
~bool: @bool || @bool
~bool: !@bool
~bool: @bool ^ @bool
~bool: @bool & @bool
~bool: @bool | @bool
~bool: @bool == @bool
~bool: @bool ? @bool : @bool
~bool: @num < @num
~bool: @num <= @num
~bool: @num > @num
~bool: @num >= @num
~bool: @num == @num
~bool: @num != @num
~bool: @int < @int && @int > @int
~bool: @int == @int || @int < @int
~bool: @int + @int > @int * @int
~bool: @str == @str
~bool: @str != @str
~bool: @str < @str
~bool: @str >= @str
~bool: @gstr == @str
~bool: @str == @gstr
~bool: @nstr == null
~bool: @nstr != @str
~bool: @list(A) == @list(A)
~bool: @list(A) != @list(A)
~bool: @set(A) == @set(A)
~bool: @map(A,B) == @map(A,B)
~bool: @A == @A
~bool: @A != @A
~bool: @A in @list(A)
~bool: @A in @set(A)
~bool: @A in @map(A,B)
~bool: @int in @range
~bool: @num instanceof Integer
~bool: @num instanceof BigDecimal
~bool: @cs instanceof String
~bool: @cs instanceof CharSequence
~bool: @A instanceof Comparable
~bool: @A instanceof List
~bool: @A instanceof Number
~bool: @A as boolean
~bool: (boolean) @A
~bool: !@A
~bool: !!@A
~bool: @A && @B
~bool: @A || @B
~bool: @str ==~ @re
~bool: @str =~ @re ? @bool : @bool
bool: @cs.equals(@cs)
bool: @num.equals(@num)
bool: @A.equals(@A)
bool: @A.is(@A)
bool: @A.asBoolean()
bool: @str.contains(@str)
bool: @str.startsWith(@str)
bool: @str.endsWith(@str)
bool: @str.isEmpty()
bool: @str.isNumber()
bool: @str.isInteger()
bool: @str.isBigDecimal()
bool: @str.matches(@re)
bool: @str.equalsIgnoreCase(@str)
bool: @str.asBoolean()
bool: @str.any { @bool[it:str] }
bool: @str.toBoolean()
bool: @list(A).isEmpty()
bool: @list(A).contains(@A)
bool: @list(A).containsAll(@list(A))
bool: @list(A).any { @bool[it:A] }
bool: @list(A).every { @bool[it:A] }
bool: @list(A).any()
bool: @list(A).every()
bool: @list(A).disjoint(@list(A))
bool: @set(A).contains(@A)
bool: @map(A,B).containsKey(@A)
bool: @map(A,B).containsValue(@B)
bool: @map(A,B).any { #k, #v -> @bool[k:A,v:B] }
bool: @map(A,B).every { #k, #v -> @bool[k:A,v:B] }
bool: @map(A,B).isEmpty()
bool: @range.contains(@int)
bool: @range.containsWithinBounds(@int)
bool: @bool.and(@bool)
bool: @bool.implies(@bool)
bool: @num.asBoolean()
bool: (@str =~ @re).find()
bool: (@str =~ @re).matches()
bool: @fn1(A,bool)(@A)
`
