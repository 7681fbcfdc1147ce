package pattern

import (
	"strings"
	"sync"
	"unicode"
)

// The ASCII classes.
var (
	asciiDigit = spans{{'0', '9'}}
	asciiUpper = spans{{'A', 'Z'}}
	asciiLower = spans{{'a', 'z'}}
	asciiAlpha = spans{{'A', 'Z'}, {'a', 'z'}}
	asciiAlnum = spans{{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}
	asciiWord  = spans{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}
	asciiSpace = spans{{'\t', '\r'}, {' ', ' '}}
	asciiPunct = spans{{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}

	horizontalSpace = spans{{'\t', '\t'}, {' ', ' '}, {0xA0, 0xA0}, {0x1680, 0x1680}, {0x180E, 0x180E},
		{0x2000, 0x200A}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}}
	verticalSpace = spans{{'\n', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}}

	lineEnds  = spans{{'\n', '\n'}, {'\r', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}}
	anyInLine = lineEnds.negate()
	anyUnix   = spans{{'\n', '\n'}}.negate()
)

// properties remembers the sets of names already asked for: those of Unicode
// are long to put together. There are at most a few hundred names.
var properties sync.Map // string -> spans

// property returns the set called name in the namespace of maker.
func property(space, name string, maker func(string) (spans, bool)) (spans, bool) {
	key := space + name
	if s, ok := properties.Load(key); ok {
		return s.(spans), true
	}
	s, ok := maker(name)
	if ok {
		properties.Store(key, s)
	}
	return s, ok
}

// categoryProperty finds what \p{name} and \p{gc=name} mean: general
// categories, the ASCII classes and the methods of java.lang.Character. Where
// case is ignored the three cases are one.
func categoryProperty(name string, fold bool) (spans, bool) {
	if fold {
		switch name {
		case "Lu", "Ll", "Lt":
			name = "LC"
		case "Lower", "Upper":
			name = "Alpha"
		case "javaLowerCase", "javaUpperCase", "javaTitleCase":
			return property("fold:", "", func(string) (spans, bool) {
				return table("Lu", "Ll", "Lt", "Other_Lowercase", "Other_Uppercase"), true
			})
		}
	}
	return property("gc:", name, makeCategory)
}

func makeCategory(name string) (spans, bool) {
	if method, ok := strings.CutPrefix(name, "java"); ok {
		return makeMethod(method)
	}
	switch name {
	case "Cn":
		return assigned().negate(), true
	case "C":
		return table("Cc", "Cf", "Co", "Cs").union(assigned().negate()), true
	case "L", "M", "N", "Z", "P", "S", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No",
		"Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf":
		return table(name), true
	case "LC":
		return table("Lu", "Ll", "Lt"), true
	case "LD":
		return table("L", "Nd"), true
	case "L1":
		return spans{{0, 0xFF}}, true
	case "all":
		return anySpans, true
	case "ASCII":
		return spans{{0, 0x7F}}, true
	case "Alnum":
		return asciiAlnum, true
	case "Alpha":
		return asciiAlpha, true
	case "Blank":
		return spans{{'\t', '\t'}, {' ', ' '}}, true
	case "Cntrl":
		return spans{{0, 0x1F}, {0x7F, 0x7F}}, true
	case "Digit":
		return asciiDigit, true
	case "Graph":
		return spans{{'!', '~'}}, true
	case "Lower":
		return asciiLower, true
	case "Print":
		return spans{{' ', '~'}}, true
	case "Punct":
		return asciiPunct, true
	case "Space":
		return asciiSpace, true
	case "Upper":
		return asciiUpper, true
	case "XDigit":
		return spansOf('0', '9', 'A', 'F', 'a', 'f'), true
	}
	return nil, false
}

// makeMethod answers for the methods is... of java.lang.Character.
func makeMethod(name string) (spans, bool) {
	ignorable := func() spans {
		return table("Cf").union(spansOf(0, 8, 0x0E, 0x1B, 0x7F, 0x9F))
	}
	switch name {
	case "LowerCase":
		return table("Ll", "Other_Lowercase"), true
	case "UpperCase":
		return table("Lu", "Other_Uppercase"), true
	case "TitleCase":
		return table("Lt"), true
	case "Alphabetic":
		return alphabetic(), true
	case "Ideographic":
		return table("Ideographic"), true
	case "Digit":
		return table("Nd"), true
	case "Defined":
		return assigned(), true
	case "Letter":
		return table("L"), true
	case "LetterOrDigit":
		return table("L", "Nd"), true
	case "JavaIdentifierStart":
		return table("L", "Nl", "Sc", "Pc"), true
	case "JavaIdentifierPart":
		return table("L", "Nl", "Sc", "Pc", "Nd", "Mc", "Mn").union(ignorable()), true
	case "UnicodeIdentifierStart":
		return table("L", "Nl", "Other_ID_Start"), true
	case "UnicodeIdentifierPart":
		return table("L", "Nl", "Pc", "Nd", "Mc", "Mn", "Other_ID_Start", "Other_ID_Continue").union(ignorable()), true
	case "IdentifierIgnorable":
		return ignorable(), true
	case "SpaceChar":
		return table("Z"), true
	case "Whitespace":
		noBreak := spans{{0xA0, 0xA0}, {0x2007, 0x2007}, {0x202F, 0x202F}}
		return table("Z").intersect(noBreak.negate()).union(spansOf('\t', '\r', 0x1C, 0x1F)), true
	case "ISOControl":
		return spans{{0, 0x1F}, {0x7F, 0x9F}}, true
	case "Mirrored":
		return mirrored, true
	}
	return nil, false
}

// binaryProperty finds what \p{IsName} means for the binary properties, whose
// names know no case.
func binaryProperty(name string, fold bool) (spans, bool) {
	name = strings.ToUpper(name)
	if fold && (name == "LOWERCASE" || name == "UPPERCASE" || name == "TITLECASE") {
		return categoryProperty("javaLowerCase", true)
	}
	return property("is:", name, makeBinary)
}

func makeBinary(name string) (spans, bool) {
	switch name {
	case "ALPHABETIC":
		return alphabetic(), true
	case "LETTER":
		return table("L"), true
	case "IDEOGRAPHIC":
		return table("Ideographic"), true
	case "LOWERCASE":
		return table("Ll", "Other_Lowercase"), true
	case "UPPERCASE":
		return table("Lu", "Other_Uppercase"), true
	case "TITLECASE":
		return table("Lt"), true
	case "WHITE_SPACE", "WHITESPACE":
		return table("Z").union(spansOf('\t', '\r', 0x85, 0x85)), true
	case "CONTROL":
		return table("Cc"), true
	case "PUNCTUATION":
		return table("P"), true
	case "HEX_DIGIT", "HEXDIGIT":
		return table("Nd").union(spansOf('A', 'F', 'a', 'f', 0xFF21, 0xFF26, 0xFF41, 0xFF46)), true
	case "ASSIGNED":
		return assigned(), true
	case "NONCHARACTER_CODE_POINT", "NONCHARACTERCODEPOINT":
		return table("Noncharacter_Code_Point"), true
	case "DIGIT":
		return table("Nd"), true
	case "ALNUM":
		return alphabetic().union(table("Nd")), true
	case "BLANK":
		return table("Zs").union(spansOf('\t', '\t')), true
	case "GRAPH":
		return table("Z", "Cc", "Cs").union(assigned().negate()).negate(), true
	case "PRINT":
		graph, _ := makeBinary("GRAPH")
		return graph.union(table("Zs")), true
	case "WORD":
		return alphabetic().union(table("M", "Nd", "Pc", "Join_Control")), true
	case "JOIN_CONTROL", "JOINCONTROL":
		return table("Join_Control"), true
	}
	return nil, false
}

// posixProperty finds what an ASCII class means under
// UNICODE_CHARACTER_CLASS, where its name knows no case.
func posixProperty(name string, fold bool) (spans, bool) {
	switch name = strings.ToUpper(name); name {
	case "ALPHA":
		name = "ALPHABETIC"
	case "LOWER":
		name = "LOWERCASE"
	case "UPPER":
		name = "UPPERCASE"
	case "SPACE":
		name = "WHITE_SPACE"
	case "PUNCT":
		name = "PUNCTUATION"
	case "XDIGIT":
		name = "HEX_DIGIT"
	case "CNTRL":
		name = "CONTROL"
	case "ALNUM", "DIGIT", "BLANK", "GRAPH", "PRINT":
	default:
		return nil, false
	}
	return binaryProperty(name, fold)
}

// scriptProperty finds a script by its name or code.
func scriptProperty(name string) (spans, bool) {
	name = strings.ToUpper(name)
	if long, ok := scriptCodes[name]; ok {
		name = long
	}
	return property("sc:", name, makeScript)
}

func makeScript(name string) (spans, bool) {
	if name == "UNKNOWN" {
		var known gather
		for _, t := range unicode.Scripts {
			known.addAll(tableSpans(t))
		}
		return known.settle().negate(), true
	}
	for script, t := range unicode.Scripts {
		if strings.ToUpper(script) == name {
			return tableSpans(t), true
		}
	}
	return nil, false
}

// blockProperty finds a block by its formal name, as it is, without spaces or
// with underscores.
func blockProperty(name string) (spans, bool) {
	return property("blk:", strings.ToUpper(name), makeBlock)
}

// olderBlocks are the names some blocks had before.
var olderBlocks = map[string]string{
	"GREEK":                       "GREEK AND COPTIC",
	"CYRILLIC SUPPLEMENT":         "CYRILLIC SUPPLEMENTARY",
	"COMBINING MARKS FOR SYMBOLS": "COMBINING DIACRITICAL MARKS FOR SYMBOLS",
}

// BlockNames are the names of all blocks, as the constants of
// Character.UnicodeBlock have them but for spaces and hyphens.
func BlockNames() []string {
	names := make([]string, len(blocks))
	for i, b := range blocks {
		names[i] = shortBlock(b.name)
	}
	return names
}

// BlockOf is the name of the block of a character; false if it is in none.
func BlockOf(r rune) (string, bool) {
	for _, b := range blocks {
		if b.lo <= r && r <= b.hi {
			return shortBlock(b.name), true
		}
	}
	return "", false
}

// BlockNamed finds a block by any of its names, in any case.
func BlockNamed(name string) (string, bool) {
	if s, ok := blockProperty(name); ok {
		return BlockOf(s[0].lo)
	}
	return "", false
}

// shortBlock is the name of the constant where that is another one.
func shortBlock(formal string) string {
	switch formal {
	case "GREEK AND COPTIC":
		return "GREEK"
	case "COMBINING DIACRITICAL MARKS FOR SYMBOLS":
		return "COMBINING MARKS FOR SYMBOLS"
	}
	return formal
}

var underscored = strings.NewReplacer(" ", "_", "-", "_")

func makeBlock(name string) (spans, bool) {
	is := func(formal string) bool {
		return name == formal || name == strings.ReplaceAll(formal, " ", "") || name == underscored.Replace(formal)
	}
	for older, now := range olderBlocks {
		if is(older) {
			name = now
		}
	}
	for _, b := range blocks {
		if is(b.name) {
			return spans{{b.lo, b.hi}}, true
		}
	}
	return nil, false
}

func alphabetic() spans {
	return table("Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Other_Alphabetic")
}

func assigned() spans {
	return table("Cc", "Cf", "Co", "Cs", "L", "M", "N", "P", "S", "Z")
}

// table joins categories and properties of package unicode by their names.
func table(names ...string) spans {
	var all gather
	for _, name := range names {
		t := unicode.Categories[name]
		if t == nil {
			t = unicode.Properties[name]
		}
		all.addAll(tableSpans(t))
	}
	return all.settle()
}

func tableSpans(t *unicode.RangeTable) spans {
	var s spans
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			s = append(s, span{lo, hi})
			return
		}
		for r := lo; r <= hi; r += stride {
			s = append(s, span{r, r})
		}
	}
	for _, r := range t.R16 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range t.R32 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return s.normal()
}
