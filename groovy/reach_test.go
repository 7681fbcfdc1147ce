package groovy_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// tools are the folders of this package that are programs beside it; nothing a
// script does comes there.
var tools = []string{"internal/oracle", "internal/benchjvm", "internal/program", "internal/sample", "internal/page", "testdata"}

// reachable are the packages of Go's library that what runs scripts may import:
// those that compute. What is not here reaches files, the network, processes or
// memory, starts goroutines by itself, or has not been looked at yet.
var reachable = []string{
	"bytes", "cmp", "context", "embed", "encoding/base64", "encoding/binary", "encoding/hex", "encoding/json", "errors", "fmt", "hash", "hash/adler32", "hash/crc32", "hash/maphash",
	"crypto/aes", "crypto/cipher", "crypto/hmac", "crypto/md5", "crypto/sha1", "crypto/sha256", "crypto/sha512", "crypto/subtle", "compress/gzip", "bufio",
	"io", "iter", "maps", "math", "math/big", "math/bits", "math/rand/v2", "reflect", "regexp", "runtime", "runtime/debug", "slices", "sort", "strconv",
	"strings", "sync", "sync/atomic", "time", "unicode", "unicode/utf16", "unicode/utf8",
}

// refusedUses are identifiers of those packages that would let the clock, a
// random source nobody seeded or a file in, by package.
var refusedUses = map[string]func(name string) bool{
	"time": func(n string) bool {
		return slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer", "LoadLocation"}, n)
	},
	"math/rand/v2": func(n string) bool {
		return !slices.Contains([]string{"New", "Rand", "Source", "PCG", "NewPCG", "ChaCha8", "NewChaCha8"}, n)
	},
	"runtime":       func(n string) bool { return n != "Error" },
	"runtime/debug": func(n string) bool { return n != "Stack" },
	"fmt": func(n string) bool {
		return slices.Contains([]string{"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"}, n)
	},
	// unsafe tells whether two values are one, as === asks; it reads no memory.
	"unsafe": func(n string) bool { return n != "StringData" && n != "Pointer" },
}

// TestNothingReachesOut: no script can make this package touch a file, the
// network, a process, the clock or a random source of its own, or leave a
// goroutine behind, because no code here does.
func TestNothingReachesOut(t *testing.T) {
	fset := token.NewFileSet()
	files := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains(tools, filepath.ToSlash(path)) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files++
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		if f.Name.Name == "main" {
			return nil // A generator: it runs when this package is made.
		}
		reaches(t, fset, f, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	// As many as there were when the test was written, give or take: a walk
	// that finds nothing proves nothing.
	if files < 150 {
		t.Errorf("looked at %d files only", files)
	}
}

func reaches(t *testing.T, fset *token.FileSet, f *ast.File, path string) {
	t.Helper()
	names := map[string]string{}
	for _, imp := range f.Imports {
		p, _ := strconv.Unquote(imp.Path.Value)
		name := p[strings.LastIndexByte(p, '/')+1:]
		if name == "v2" {
			name = "rand"
		}
		if imp.Name != nil {
			name = imp.Name.Name
		}
		if name == "." || name == "_" && p != "embed" {
			t.Errorf("%s: import of %s as %s", fset.Position(imp.Pos()), p, name)
		}
		names[name] = p
		own := strings.HasPrefix(p, "github.com/entwine-sync/entwine/groovy/")
		for _, tool := range tools {
			own = own && !strings.HasSuffix(p, "/"+tool)
		}
		if !own && !slices.Contains(reachable, p) && (p != "unsafe" || path != "equal.go") {
			t.Errorf("%s: imports %s", fset.Position(imp.Pos()), p)
		}
	}
	for _, g := range f.Comments {
		for _, c := range g.List {
			if strings.HasPrefix(c.Text, "//go:linkname") || strings.HasPrefix(c.Text, "//go:embed") && strings.Contains(c.Text, "..") {
				t.Errorf("%s: %s", fset.Position(c.Pos()), c.Text)
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			t.Errorf("%s: go statement", fset.Position(n.Pos()))
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Obj == nil {
				if refused := refusedUses[names[x.Name]]; refused != nil && refused(n.Sel.Name) {
					t.Errorf("%s: uses %s.%s", fset.Position(n.Pos()), names[x.Name], n.Sel.Name)
				}
			}
		}
		return true
	})
}
