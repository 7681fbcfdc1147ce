package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

func (c *compiler) imports() {
	for _, st := range c.file.Body {
		im, ok := st.(*syntax.Import)
		if !ok {
			continue
		}
		for _, a := range im.Annotations {
			c.warnAnnotation(a)
		}
		short := im.Name[strings.LastIndexByte(im.Name, '.')+1:]
		if im.Alias != nil {
			short = im.Alias.Name
		}
		switch {
		case im.Static && im.Star:
			if c.refusedImport(im, im.Name, "") {
				continue
			}
			if k := c.namedClass(im.Name); k != nil {
				c.staticStars = append(c.staticStars, k)
			} else {
				c.unknownClass(im.Pos(), im.Name)
			}
		case im.Static:
			i := strings.LastIndexByte(im.Name, '.')
			if i > 0 && c.refusedImport(im, im.Name[:i], short) {
				continue
			}
			if i < 0 || c.namedClass(im.Name[:i]) == nil {
				c.unknownClass(im.Pos(), im.Name[:max(i, 0)])
				continue
			}
			c.staticImports[short] = [2]string{im.Name[:i], im.Name[i+1:]}
		case im.Star:
			c.stars = append(c.stars, im.Name)
		default:
			if c.refusedImport(im, im.Name, short) {
				continue
			}
			if c.namedClass(im.Name) == nil && !knownAnnotation(short) {
				c.unknownClass(im.Pos(), im.Name)
				continue
			}
			c.aliases[short] = im.Name
		}
	}
}

// refusedImport warns of the import of a class that scripts cannot have and
// tells whether it is one. Only its use is an error: rules are copied with the
// imports of the host they were written for.
func (c *compiler) refusedImport(im *syntax.Import, class, short string) bool {
	why := refusedClass(class)
	if k := c.namedClass(class); k != nil {
		if h := c.s.hosts[k]; h != nil && h.Absent != "" {
			p := im.Pos()
			c.s.warnings = append(c.s.warnings, (&CompileError{File: c.file.Name, Line: int(p.Line), Col: int(p.Col)}).place()+
				class+" is not available: "+h.Absent)
		}
		return false
	}
	if why == "" || knownAnnotation(class[strings.LastIndexByte(class, '.')+1:]) {
		return false
	}
	if short != "" {
		if c.s.refused == nil {
			c.s.refused = map[string]string{}
		}
		c.s.refused[short] = class
	}
	p := im.Pos()
	c.s.warnings = append(c.s.warnings, (&CompileError{File: c.file.Name, Line: int(p.Line), Col: int(p.Col)}).place()+
		class+" is not available: "+why)
	return true
}

// defaultPackages are those no script has to import.
var defaultPackages = [...]string{"java.lang.", "java.util.", "java.io.", "java.net.", "groovy.lang.", "groovy.util."}
