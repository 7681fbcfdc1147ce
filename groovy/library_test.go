package groovy_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestLibrary runs the scripts of testdata/lib, whose expected files were made
// by the real Groovy 2.4.21 as those of testdata/conformance.
func TestLibrary(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/lib/*/*.groovy")
	if err != nil || len(files) < 120 {
		t.Fatalf("found %d scripts, %v", len(files), err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(f), "testdata/lib/"), ".groovy")
		t.Run(name, func(t *testing.T) { conform(t, f) })
	}
}
