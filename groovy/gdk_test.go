package groovy_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// TestGDK runs the scripts of testdata/gdk and compares with what the real
// Groovy 2.4.21 printed. The files have the form of testdata/conformance.
func TestGDK(t *testing.T) {
	t.Parallel()
	compareFolder(t, "gdk", 200)
}

// TestData does the same for longer scripts about collections and formats.
func TestData(t *testing.T) {
	t.Parallel()
	compareFolder(t, "data", 20)
}

// compareFolder runs the scripts of a folder of testdata, of which there are
// at least so many.
func compareFolder(t *testing.T, folder string, least int) {
	t.Helper()
	files, err := filepath.Glob("testdata/" + folder + "/*/*.groovy")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < least {
		t.Fatalf("got %d scripts, want %d or more", len(files), least)
	}
	// Each line of these is a case of its own: what it gives, or throws.
	texts, err := filepath.Glob("testdata/text/*/*.groovy")
	if err != nil || len(texts) < 20 {
		t.Fatalf("got %d scripts of texts, want 20 or more: %v", len(texts), err)
	}
	files = append(files, texts...)
	for _, file := range files {
		base := strings.TrimSuffix(file, ".groovy")
		t.Run(filepath.Base(filepath.Dir(base))+"/"+filepath.Base(base), func(t *testing.T) {
			t.Parallel()
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(base + ".out")
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			s, err := groovy.Compile(filepath.Base(file), string(src), nil)
			if err == nil {
				_, err = s.Run(context.Background(), &groovy.Env{Stdout: &out})
			}
			if out.String() != string(want) {
				t.Errorf("%sgot output:\n%swant:\n%s", src, out.String(), want)
			}
			wantErr, readErr := os.ReadFile(base + ".err")
			if readErr != nil {
				if err != nil {
					t.Errorf("%sgot error %v, want none", src, err)
				}
				return
			}
			compareFailure(t, string(src), err, string(wantErr))
		})
	}
}

// compareFailure wants the class, the line and, where the text is not the
// JVM's own, the message.
func compareFailure(t *testing.T, src string, err error, want string) {
	t.Helper()
	var re *groovy.RunError
	if !errors.As(err, &re) {
		t.Errorf("%sgot error %v, want %s", src, err, want)
		return
	}
	got := re.Class
	if re.HasMsg && re.Message != "" {
		m, _, _ := strings.Cut(re.Message, "\n")
		got += ": " + m
	}
	lines := strings.SplitN(want, "\n", 3)
	class, _, _ := strings.Cut(lines[0], ":")
	if ownText := strings.HasSuffix(class, "OutOfBoundsException") || class == "java.lang.ClassCastException" || class == "java.lang.NullPointerException"; ownText {
		got, lines[0] = re.Class, class
	}
	if got != lines[0] {
		t.Errorf("%sgot %s\nwant %s", src, got, lines[0])
	}
	if at := fmt.Sprintf("at line %d", re.Line); len(lines) > 1 && lines[1] != "" && at != lines[1] {
		t.Errorf("%sgot %s, want %s", src, at, lines[1])
	}
}
