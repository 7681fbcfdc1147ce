package richtext

import (
	"regexp"
	"sync"
)

// compiled is a pattern that is compiled when it is first needed: there are
// dozens of them, and most processes read and write no markup, or one kind of it.
func compiled(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
