println Character.UnicodeBlock.of('a' as char)
println Character.UnicodeBlock.of('é' as char)
println Character.UnicodeBlock.of('я' as char)
println Character.UnicodeBlock.of('中' as char)
println Character.UnicodeBlock.of('あ' as char)
println Character.UnicodeBlock.of('ア' as char)
println Character.UnicodeBlock.of('א' as char)
println Character.UnicodeBlock.of('α' as char)
println Character.UnicodeBlock.of('a' as char) == Character.UnicodeBlock.BASIC_LATIN
println Character.UnicodeBlock.of(0x1F600)
println Character.UnicodeBlock.forName('Cyrillic')
println 'aя中'.any { Character.UnicodeBlock.of(it as char) == Character.UnicodeBlock.CYRILLIC }
