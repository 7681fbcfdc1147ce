package planted

import (
	"os"
	"strings"
	"testing"
)

// Each fault fits the sources as they are; building and finding it takes long.
func TestFaultsFit(t *testing.T) {
	for _, f := range Faults {
		src, err := os.ReadFile("../../" + f.File)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(src), f.Old); n != 1 {
			t.Errorf("%s: %s holds %q %d times, want once", f.Name, f.File, f.Old, n)
		}
	}
}
