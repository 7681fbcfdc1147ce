package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/pattern"
)

var (
	classUnicodeSubset = &Class{name: "java.lang.Character$Subset", super: classObject}
	classUnicodeBlock  = &Class{name: "java.lang.Character$UnicodeBlock", super: classUnicodeSubset}
)

// A unicodeBlock is a Character.UnicodeBlock: its name as a constant.
type unicodeBlock string

func (unicodeBlock) classOf() *Class { return classUnicodeBlock }

func (b unicodeBlock) text(*thread) (string, error) { return string(b), nil }

func unicodeBlockClasses() []entry {
	return []entry{{classUnicodeSubset, nil}, {classUnicodeBlock, unicodeBlockLib}}
}

// blockConstant is the constant of a block of that formal name.
func blockConstant(name string) unicodeBlock {
	return unicodeBlock(strings.NewReplacer(" ", "_", "-", "_").Replace(name))
}

func unicodeBlockLib() lib {
	of := func(r rune) (any, error) {
		if name, ok := pattern.BlockOf(r); ok {
			return blockConstant(name), nil
		}
		return nil, nil
	}
	l := lib{statics: []def{
		{"of(char)", func(_ *thread, _ any, a []any) (any, error) { return of(rune(a[0].(Char))) }},
		{"of(int)", func(t *thread, _ any, a []any) (any, error) {
			r := a[0].(int32)
			if r < 0 || r > 0x10FFFF {
				return nil, t.throw(classIllegalArgument, "Not a valid Unicode code point: 0x%X", uint32(r))
			}
			return of(r)
		}},
		{"forName(String)", func(t *thread, _ any, a []any) (any, error) {
			s, ok := a[0].(string)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			if name, ok := pattern.BlockNamed(s); ok {
				return blockConstant(name), nil
			}
			return nil, t.throw(classIllegalArgument, "Not a valid block name: %s", s)
		}},
	}}
	for _, name := range pattern.BlockNames() {
		b := blockConstant(name)
		l.fields = append(l.fields, constant{string(b), b})
	}
	return l
}
