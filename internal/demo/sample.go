package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

//go:embed text/*.txt
var texts embed.FS

// Progress is how far the writing of the samples has come.
type Progress struct {
	Issues, Of int
	Name       string // what is being written
}

// sample is one issue: its file, and what lies beside it.
type sample struct {
	path  string // below the tracker's folder, with slashes
	key   string
	text  string
	files []attachment
}

// attachment is a file that is computed when it is written.
type attachment struct {
	name  string
	write func(io.Writer) error
}

// samples returns all of them, in the order of the texts.
func samples() ([]sample, error) {
	names, err := fs.Glob(texts, "text/*.txt")
	if err != nil {
		return nil, err
	}
	files := attachments()
	var list []sample
	for _, name := range names {
		b, err := texts.ReadFile(name)
		if err != nil {
			return nil, err
		}
		for _, s := range split(string(b)) {
			s.text = marked(s.key, s.text+grown(s.key))
			s.files = files[s.key]
			list = append(list, s)
		}
	}
	return list, nil
}

var heading = regexp.MustCompile(`(?m)^-- ([^ ]+/([A-Z]+-[0-9]+)[^ ]*\.md) --\n`)

// split takes a text apart at its lines of "-- path --".
func split(text string) []sample {
	var list []sample
	at := heading.FindAllStringSubmatchIndex(text, -1)
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		list = append(list, sample{path: text[m[2]:m[3]], key: text[m[4]:m[5]], text: text[m[1]:end]})
	}
	return list
}

var commentLine = regexp.MustCompile(`(?m)^### .+, \d{4}-\d\d-\d\d \d\d:\d\d UTC$`)

// marked gives comments the ids that the tracker would otherwise have to write
// into the files before anything else.
func marked(key, text string) string {
	head, body, ok := strings.Cut(text, "\n## Comments\n")
	if !ok {
		return text
	}
	body = commentLine.ReplaceAllStringFunc(body, func(line string) string {
		h := sha256.Sum256([]byte(key + line))
		return line + " <!-- comment " + hex.EncodeToString(h[:4]) + " -->"
	})
	return head + "\n## Comments <!-- comments -->\n" + body
}

// write makes the files below a tracker's folder. What is there already stays.
func write(ctx context.Context, dir string, progress func(Progress)) (int, error) {
	list, err := samples()
	if err != nil {
		return 0, err
	}
	for i, s := range list {
		if err := ctx.Err(); err != nil {
			return i, err
		}
		if progress != nil {
			progress(Progress{i, len(list), s.key})
		}
		if err := s.write(dir); err != nil {
			return i, err
		}
	}
	return len(list), nil
}

func (s *sample) write(dir string) error {
	for _, a := range s.files {
		name := filepath.Join(dir, filepath.FromSlash(path.Dir(s.path)), s.key+filesSuffix, a.name)
		if err := writeNew(name, a.write); err != nil {
			return err
		}
	}
	return writeNew(filepath.Join(dir, filepath.FromSlash(s.path)), func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader([]byte(s.text)))
		return err
	})
}

// writeNew makes a file, whole or not at all, unless there is one.
func writeNew(name string, fill func(io.Writer) error) error {
	if _, err := os.Stat(name); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".demo-*")
	if err != nil {
		return err
	}
	err = fill(f)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first error is the one to tell
	}
	return err
}
