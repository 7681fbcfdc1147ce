// Asks the real java.util.regex. Usage:
//
//     groovy oracle.groovy CASES RANDOM SEED > table.txt
//
// CASES is a file of cases, one per line, fields parted by tabs; RANDOM is how
// many more to make up from SEED. Each case comes back with its result as one
// more field. Fields are escaped: \\ \t \n \r and u with four hexadecimal
// digits. The first field says what is asked:
//
//     find     flags pattern text                       all matches with all groups
//     matches  flags pattern text                       the one of Matcher.matches
//     looking  flags pattern text                       the one of Matcher.lookingAt
//     region   flags pattern text from to bounds        all matches; bounds has a and t
//                                                       for anchoring and transparent
//     replace  flags pattern text replacement           replaceAll
//     first    flags pattern text replacement           replaceFirst
//     split    flags pattern text limit                 the parts, parted by |
//     flags    flags pattern                            Pattern.flags()
//
// A match is written as start,end of each group, - for one that took no part,
// parted by spaces; matches are parted by ;. An error is ! and the description
// @ index, or ! and the exception.
import groovy.transform.CompileStatic
import java.util.regex.*

@CompileStatic
class Slow extends RuntimeException {}

// A text that ends searches that take too long.
@CompileStatic
class Text implements CharSequence {
    final String s
    int left = 2000000
    Text(String s) { this.s = s }
    int length() { s.length() }
    char charAt(int i) { if (--left < 0) throw new Slow(); s.charAt(i) }
    CharSequence subSequence(int a, int b) { s.substring(a, b) }
    String toString() { s }
}

@CompileStatic
class Oracle {
    static String unescape(String s) {
        def b = new StringBuilder()
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i)
            if (c != ('\\' as char)) { b.append(c); continue }
            c = s.charAt(++i)
            if (c == ('n' as char)) b.append('\n')
            else if (c == ('t' as char)) b.append('\t')
            else if (c == ('r' as char)) b.append('\r')
            else if (c == ('u' as char)) { b.append((char) Integer.parseInt(s.substring(i + 1, i + 5), 16)); i += 4 }
            else b.append(c)
        }
        b.toString()
    }

    static String escape(String s) {
        def b = new StringBuilder()
        for (char c : s.toCharArray()) {
            if (c == ('\\' as char)) b.append('\\\\')
            else if (c == ('\n' as char)) b.append('\\n')
            else if (c == ('\t' as char)) b.append('\\t')
            else if (c == ('\r' as char)) b.append('\\r')
            else if (((int) c) < 0x20 || ((int) c) > 0x7e) b.append(String.format('\\u%04x', (int) c))
            else b.append(c)
        }
        b.toString()
    }

    static String groups(Matcher m) {
        def parts = new ArrayList<String>()
        for (int g = 0; g <= m.groupCount(); g++) parts.add(m.start(g) < 0 ? '-' : m.start(g) + ',' + m.end(g))
        parts.join(' ')
    }

    static String all(Matcher m) {
        def found = new ArrayList<String>()
        while (m.find()) found.add(groups(m))
        found.join(';')
    }

    static String ask(List<String> f) {
        try {
            def p = Pattern.compile(f[2], Integer.parseInt(f[1]))
            def m = p.matcher(new Text(f.size() > 3 ? f[3] : ''))
            switch (f[0]) {
                case 'find': return all(m)
                case 'matches': return m.matches() ? groups(m) : ''
                case 'looking': return m.lookingAt() ? groups(m) : ''
                case 'region':
                    m.region(Integer.parseInt(f[4]), Integer.parseInt(f[5]))
                    m.useAnchoringBounds(f[6].contains('a'))
                    m.useTransparentBounds(f[6].contains('t'))
                    return all(m)
                case 'replace': return escape(m.replaceAll(f[4]))
                case 'first': return escape(m.replaceFirst(f[4]))
                case 'split': return p.split(new Text(f[3]), Integer.parseInt(f[4])).collect { String it -> escape(it).replace('|', '\\u007c') }.join('|')
                case 'flags': return String.valueOf(p.flags())
            }
            throw new IllegalStateException('what is ' + f[0])
        } catch (PatternSyntaxException e) {
            return '!' + escape(e.description) + '@' + e.index
        } catch (Slow e) {
            return null
        } catch (NullPointerException e) {
            return null // Java trips over [\\d1&&]
        } catch (StackOverflowError e) {
            return null
        } catch (RuntimeException e) {
            return '!' + e.class.name + ': ' + escape(String.valueOf(e.message))
        }
    }
}

// Makes up patterns that are right, over the letters a, b and c.
@CompileStatic
class Patterns {
    final Random r
    int groups
    Patterns(Random r) { this.r = r }

    String pick(String... of) { of[r.nextInt(of.length)] }

    // The shorter, the more of them match something.
    String make() {
        while (true) {
            groups = 0
            def s = choice(1 + r.nextInt(3))
            if (s.length() <= 40) return s
        }
    }

    String choice(int depth) {
        def s = sequence(depth)
        while (r.nextInt(4) == 0) s += '|' + sequence(depth)
        s
    }

    String sequence(int depth) {
        def b = new StringBuilder()
        for (int n = r.nextInt(3); n >= 0; n--) b.append(piece(depth))
        if (r.nextInt(40) == 0) '' else b.toString()
    }

    String piece(int depth) {
        def s = atom(depth)
        if (r.nextInt(5) >= 2) return s
        s + pick('*', '+', '?', '{2}', '{1,2}', '{0,1}', '{1,}', '{0}', '{1}', '{2,3}', '{0,2}', '*', '+') + pick('', '', '', '?', '+')
    }

    String atom(int depth) {
        int k = r.nextInt(depth > 0 ? 22 : 12)
        switch (k) {
            case 0: return pick('[ab]', '[^a]', '[a-c]', '[b-c]', '[^bc]', '[a&&b]', '[a-c&&[^b]]')
            case 1: return '.'
            case 2: return groups > 0 ? '\\' + (1 + r.nextInt(groups)) : 'a'
            case 3: return r.nextInt(2) == 0 ? pick('a', 'b') : pick('^', '$', '\\b', '\\B', '\\A', '\\z', '\\Z', '\\G')
            case 4: return pick('ab', 'bc', 'ca', 'aa')
            case 12: case 13: case 14: case 15:
                groups++
                return '(' + choice(depth - 1) + ')'
            case 16: case 17: return '(?:' + choice(depth - 1) + ')'
            case 18: return '(?=' + choice(depth - 1) + ')'
            case 19: return '(?!' + choice(depth - 1) + ')'
            case 20: return '(?>' + choice(depth - 1) + ')'
            case 21: return pick('(?<=', '(?<!') + choice(r.nextInt(depth)) + ')'
            default: return pick('a', 'b', 'c')
        }
    }

    String text(String letters, int most) {
        def b = new StringBuilder()
        for (int n = r.nextInt(most + 1); n > 0; n--) b.append(letters.charAt(r.nextInt(letters.length())))
        b.toString()
    }

    static final String[] TOKENS = ['a', 'b', 'z', '0', '9', '(', ')', '(?:', '(?', '(?<n>', '(?=', '(?<=', '(?<!', '(?>', '(?i)', '(?x)', '(?-i:', '(?<', '[', ']', '[^', '-', '&&', '&', '^', '$', '|', '*', '+', '?', '{', '}', '{2}', '{1,', ',', '.', '\\', '\\Q', '\\E', '\\d', '\\w', '\\p', '\\p{L}', '\\p{', '\\P{Lu}', '\\x4', '\\x{41}', '\\u0041', '\\u', '\\0', '\\01', '\\c', '\\cA', '\\k<n>', '\\k', '\\1', '\\2', '\\b', '\\R', '\\X', '\\e', '\\v', '\\h', '#', ' ', '\n', '\u00e9', '\ud83d\ude00', '\u2028', '<', '>', '=', '!', ':', 'i', 'x'] as String[]

    // Makes up patterns that may be wrong.
    String junk() {
        def b = new StringBuilder()
        for (int n = 1 + r.nextInt(8); n > 0; n--) b.append(TOKENS[r.nextInt(TOKENS.length)])
        b.toString()
    }

    static final String[] IN_CLASS = ['a', 'b', 'c', 'd', 'e', '&', '&&', '&&', '[', ']', '[^', '^', '-', 'a-c', 'b-d', '\\d', '\\w', '\\W', '\\]', '\\-', '\\p{L}', '\\p{Lu}', '[b]', '[^b]', '[ac]', 'A', 'B-E', '1', '_', '\u00e9', '\u0131', 'k', ' ', '#', '\\Qa-c\\E'] as String[]

    String junkClass() {
        def b = new StringBuilder(pick('[', '[', '[^'))
        for (int n = 1 + r.nextInt(7); n > 0; n--) b.append(IN_CLASS[r.nextInt(IN_CLASS.length)])
        b.append(']').toString()
    }
}

def answer = { List<String> f ->
    def result = Oracle.ask(f)
    if (result != null) println((f.collect { Oracle.escape(it) } + [result]).join('\t'))
}

System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), false, 'UTF-8'))
if (args[0] != '-') new File(args[0]).eachLine('UTF-8') { line ->
    if (line && !line.startsWith('#')) answer(line.split('\t', -1).collect { Oracle.unescape(it) })
}
def random = new Random(args[2] as long)
def make = new Patterns(random)
int many = args[1] as int
many.times { n ->
    switch (n % 12) {
        case 0: case 1: case 2: case 3: case 4:
            def p = make.make(), f = make.pick('0', '0', '0', '0', '2', '32')
            2.times { answer(['find', f, p, make.text('abc', 9)]) }
            break
        case 5:
            def p = make.make(), f = make.pick('8', '8', '9', '1', '40', '10', '0', '66')
            2.times { answer(['find', f, p, make.text('abAB\n\r', 9)]) }
            break
        case 6:
            answer(['matches', '0', make.make(), make.text('abc', 6)])
            answer(['looking', '0', make.make(), make.text('abc', 8)])
            break
        case 7:
            def s = make.text('abc\n\r', 8)
            int a = random.nextInt(s.length() + 1), b = a + random.nextInt(s.length() - a + 1)
            answer(['region', make.pick('0', '8', '1', '9', '0'), make.make(), s, '' + a, '' + b, make.pick('a', 'at', 't', '-')])
            break
        case 8:
            answer(['find', make.pick('0', '0', '0', '2', '4', '66', '256', '16'), make.junk(), make.text('abz09 AB\n(){}\u00e9', 12)])
            break
        case 9:
            answer(['find', make.pick('0', '0', '2', '66', '4', '256'), make.junkClass(), 'abcdefABCDEF&&^-]1_ #\u00e9\u00c9\u0131\u0130\u212ak'])
            break
        case 10:
            answer(['split', '0', make.make(), make.text('abc', 9), make.pick('0', '0', '-1', '1', '2', '3')])
            break
        case 11:
            answer([make.pick('replace', 'first'), '0', make.make(), make.text('abc', 9), make.pick('<$0>', '[$1]', '$1$2', '\\$', '', '$12', '$', '${n}')])
            break
    }
}
System.out.flush()
