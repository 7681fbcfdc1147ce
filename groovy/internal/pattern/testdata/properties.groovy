// Asks the real java.util.regex what its properties hold and which letters it
// takes for equal. Usage: groovy properties.groovy > properties.txt
//
// The first line is the characters to leave out, as spans: those that JDK 17,
// being of Unicode 13, does not know, and those whose properties changed since.
// Then, for each name, the answers to \p{name} without flags, with
// CASE_INSENSITIVE, with UNICODE_CHARACTER_CLASS and with both: how many
// characters and a hash of them, or ! and why not; = stands for the first
// answer. Last, for ways to write a letter that is to match in either case, how
// many pairs of letters match and a hash of them.
import groovy.transform.CompileStatic
import java.util.regex.*

@CompileStatic
class Ask {
    static Set<Integer> changed = [0x1734, 0xC04, 0xF82, 0xF83, 0x11080, 0x11081, 0x10FC, 0xAB69, 0x16FE2, 0x16FE3] as Set<Integer>
    static boolean known(int c) { Character.getType(c) != Character.UNASSIGNED && !changed.contains(c) }
    static String text(int c) { new String(Character.toChars(c)) }

    static String unknown() {
        def spans = new ArrayList<String>()
        int start = -1
        for (int c = 0; c <= 0x110000; c++) {
            boolean in_ = c <= 0x10FFFF && !known(c)
            if (in_ && start < 0) start = c
            if (!in_ && start >= 0) {
                spans.add(Integer.toHexString(start) + '-' + Integer.toHexString(c - 1))
                start = -1
            }
        }
        spans.join(' ')
    }

    static String property(String name, int flags) {
        try {
            def m = Pattern.compile('\\p{' + name + '}', flags).matcher('')
            int n = 0
            long hash = 0
            for (int c = 0; c <= 0x10FFFF; c++) {
                if (known(c) && m.reset(text(c)).matches()) {
                    n++
                    hash = hash * 31 + c
                }
            }
            n + ' ' + Long.toHexString(hash)
        } catch (PatternSyntaxException e) {
            '!' + e.description
        }
    }

    // The letters with another case. Beyond U+FFFF, back references without
    // regard to case make Java fall over the end of the text.
    static List<Integer> letters() {
        def all = new ArrayList<Integer>()
        for (int c = 0; c <= 0xFFFF; c++) {
            if (known(c) && (Character.toUpperCase(c) != c || Character.toLowerCase(c) != c)) all.add(c)
        }
        all
    }

    static String pairs(String form, int flags, String texts) {
        int n = 0
        long hash = 0
        def all = letters()
        for (int c : all) {
            if (c > 0x400 && c % 16 != 0) continue // enough to see
            def m = Pattern.compile(form.replace('%1', text(c)).replace('%2', text(known(c + 2) && Character.isLetter(c + 2) ? c + 2 : c)), flags).matcher('')
            for (int x : all) {
                if (m.reset(texts.replace('%1', text(c)).replace('%x', text(x))).matches()) {
                    n++
                    hash = hash * 31 + c * 7 + x
                }
            }
        }
        n + ' ' + Long.toHexString(hash)
    }
}

println Ask.unknown()
def names = []
'Cn Lu Ll Lt Lm Lo Mn Me Mc Nd Nl No Zs Zl Zp Cc Cf Co Cs Pd Ps Pe Pc Po Sm Sc Sk So Pi Pf L M N Z C P S LC LD L1 all ASCII Alnum Alpha Blank Cntrl Digit Graph Lower Print Punct Space Upper XDigit'.split(' ').each { names << it << 'Is' + it }
'Lu alpha lower lu Lx L& ^L IsL isL gc=Lu GC=Ll general_category=Nd gc=Alpha gc=IsL gc='.split(' ').each { names << it }
'LowerCase UpperCase Alphabetic Ideographic TitleCase Digit Defined Letter LetterOrDigit JavaIdentifierStart JavaIdentifierPart UnicodeIdentifierStart UnicodeIdentifierPart IdentifierIgnorable SpaceChar Whitespace ISOControl Mirrored Foo'.split(' ').each { names << 'java' + it }
'Alphabetic alphabetic Ideographic Letter Lowercase Uppercase Titlecase Punctuation Control White_Space WhiteSpace Digit Hex_Digit HexDigit Join_Control Noncharacter_Code_Point Assigned Word Alnum Blank Graph Print Emoji Dash alpha PUNCT'.split(' ').each { names << 'Is' + it }
'Latin latin LATN Greek Old_Italic OldItalic Common Zyyy Inherited Unknown Han Cyrillic Phags_Pa SignWriting Foo'.split(' ').each { names << 'Is' + it << 'sc=' + it }
['script=Latin', 'Script=Latin', 'InGreek', 'InGreek and Coptic', 'InGreekAndCoptic', 'InBasicLatin', 'InBasic Latin', 'InBASIC_LATIN', 'Inbasic_latin', 'InLatin-1 Supplement', 'InLatin-1Supplement', 'InLatin_1_Supplement', 'InCyrillicSupplement', 'InPhags-pa', 'InPhags_Pa', 'blk=Arrows', 'Block=Arrows', 'InCombining Marks for Symbols', 'InLatin', 'InNo_Block', 'In', 'Is', 'java', '=', '=L', 'sc=Latin=x', 'foo=L', 'IsIsL', 'Latin'].each { names << it }
names.unique().each { name ->
    def answers = [0, 2, 256, 258].collect { Ask.property(name, it) }
    println(name + '\t' + answers.withIndex().collect { a, i -> i > 0 && a == answers[0] ? '=' : a }.join('\t'))
}
[['%1', 66, '%x'], ['[%1]', 66, '%x'], ['%1%1', 66, '%x%x'], ['(%1)\\1', 66, '%1%x'], ['[%1-%2]', 66, '%x'], ['%1', 2, '%x'], ['[%1-%2]', 2, '%x'], ['(%1)\\1', 2, '%1%x'], ['[^%1]', 66, '%x'], ['%1', 258, '%x']].each { form, flags, text ->
    println([form, flags, text, Ask.pairs(form, flags, text)].join('\t'))
}
