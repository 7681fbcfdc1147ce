package groovy_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestLanguage runs the programs of testdata/lang, each of which mixes several
// parts of the language, and compares with what the real Groovy 2.4.21 printed.
// The files have the form of testdata/conformance.
func TestLanguage(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/lang/*/*.groovy")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 100 {
		t.Fatalf("got %d scripts, want 100 or more", len(files))
	}
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(file), "testdata/lang/"), ".groovy")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conform(t, file)
		})
	}
}
