package program

const textTable = "" + `
~str: @str + @str
~str: @str + @num
~str: @str + @A
~str: @str + @num + @num
~str: @str - @str
~str: @str * @small
~str: @bool ? @str : @str
~str: @nstr ?: @str
~str: @str ?: @str
~str: @A as String
~str: (String) @str
~str: @str[0] + @str
~nstr: @bool ? @str : null
nstr: null
nstr: @nstr?.toUpperCase()
nstr: @nstr?.trim()
nstr: @list(str).find { @bool[it:str] }
nstr: @map(str,str)[@str]
nstr: @str.find(@re)
str: @str[@small]
str: @str[-1]
str: @str[@int]
str: @str[@small..@small]
str: @str[@range]
str: @str[@list(small)]
str: @str.getAt(@small)
str: @str.toUpperCase()
str: @str.toLowerCase()
str: @str.capitalize()
str: @str.uncapitalize()
str: @str.reverse()
str: @str.trim()
str: @str.replace(@str, @str)
str: @str.replaceAll(@re, @plainstr)
str: @str.replaceFirst(@re, @plainstr)
str: @str.replaceAll(@re) { @str[it:str] }
str: @str.replaceAll(/([a-z])(\d)/) { #m, #x, #y -> @str[m:str,x:str,y:str] }
str: @str.substring(@small)
str: @str.substring(@small, @int)
str: @str.padLeft(@small + 8)
str: @str.padRight(@small + 8, '*')
str: @str.center(@small + 9, '-')
str: @str.take(@small)
str: @str.drop(@small)
str: @str.concat(@str)
str: @str.toString()
str: @gstr.toString()
str: @num.toString()
str: @A.toString()
str: @bool.toString()
str: @A.inspect()
str: @str.plus(@A)
str: @str.multiply(@small)
str: @str.minus(@str)
str: @str.minus(~@re)
str: @str.next()
str: @str.previous()
str: @str.collectReplacements { @nstr[it:str] }
str: @str.expandTabs()
str: @str.stripIndent()
str: @str.stripMargin()
str: @str.normalize()
str: @str.denormalize()
str: @str.tr(@plainstr, @plainstr)
str: @str.squeeze()
str: @str.takeWhile { @bool[it:str] }
str: @str.charAt(@small).toString()
str: @str.getChars().toString().size().toString()
str: @str.toList().join(@str)
~str: @str.collect { @str[it:str] }.join(@str)
str: @str.eachWithIndex { #c, #i -> @int[c:str,i:int] }
str: @list(A).join(@str)
str: @list(A).join()
str: @list(str).join(@str)
str: @list(A).toString()
str: @list(str).sum()
str: @list(str).max()
str: @list(str).min()
str: @list(str).first()
str: @list(A).inject(@str) { #a, #b -> @str[a:str,b:A] }
~str: @list(A).collect { @str[it:A] }.join(', ')
str: @map(A,B).toString()
~str: @map(A,B).collect { #k, #v -> @str[k:A,v:B] }.join(';')
str: @map(A,B).toMapString()
str: @list(A).toListString()
str: String.valueOf(@num)
~str: String.join(@str, @list(str))
str: String.format('%d|%5d|%-5d|%05d', @int, @int, @int, @int)
str: String.format('%x %X %o %,d %+d', @int, @int, @int, @int, @int)
str: String.format('%s %10s %-10s| %S', @A, @str, @str, @str)
str: String.format('%.2f %8.3f %e', @dec, @dbl, @dbl)
str: String.format('%b %c %n', @bool, 'x' as char)
str: sprintf('%s=%d', @str, @int)
str: sprintf('%3d%%', [@int])
str: @int.toString().padLeft(5, '0')
str: Integer.toBinaryString(@int)
str: Integer.toHexString(@int)
str: Integer.toString(@int, 7)
str: @num.class.simpleName
str: @num.getClass().name
str: @cs.getClass().simpleName
str: @A.getClass().simpleName
str: @list(A).getClass().name
str: @list(A).dump().size().toString().take(0)
str: new StringBuilder(@str).append(@A).reverse().toString()
str: new StringBuilder(@str).insert(0, @num).toString()
str: (new StringBuilder() << @str << @num).toString()
str: @dec.toPlainString()
str: @bigint.toString(@small + 2)
str: @list(A)*.toString().join('/')
str: @str.toCharArray().length.toString()
str: @str.bytes.length.toString()
str: @str.readLines().size().toString()
~str: @bool ? @str : @str
str: @fn1(A,str)(@A)
str: @fn1(A,str).call(@A)
str: @fn2(A,B,str)(@A, @B)
str: @fn2(A,B,str).curry(@A)(@B)
str: @fn2(A,B,str).rcurry(@B)(@A)
str: @A.with { @str[it:A] }
str: ({ #x -> @str[x:A] })(@A)
gstr: "${@A}"
gstr: "a${@num}b"
gstr: "${@str}-${@A}"
gstr: "$@varname end"
gstr: "${@num} + ${@num} = ${@num + @num}"
gstr: "${-> @str}"
gstr: """${@str}\n|${@num}"""
gstr: "\${x} \$x ${@bool}\t."
gstr: "${@list(A)} ${@map(A,B)}"
~gstr: "" + "${@str}"
gstr: "${@str.size()}${@nstr}"
~cs: @bool ? @str : @gstr
`
