package markdown

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// index is what is known of the files, so that after a restart it can be told
// which changed while nobody watched. It is a log: a line is added for each
// change, the last of a path counts, and from time to time it is written anew.
//
// A crash may take the last lines with it. What they said is then found again
// by the next scan and gets a higher number: numbers are reserved on disk by
// the thousand before they are used, so none is ever used twice, and no cursor
// that was given out is ahead of what is yet to be told.
type index struct {
	path       string
	generation string
	seq        uint64 // last number used
	reserved   uint64 // numbers up to here may be used
	highest    map[string]int

	byPath map[string]*entry
	byID   map[string]*entry
	gone   map[string]tombstone // by id

	dirty   map[string]bool // paths whose line is to be written
	buried  []string        // ids whose tombstone is to be written
	written int             // lines on disk
	size    int64           // bytes on disk, up to the last whole line
	ino     uint64
	stale   bool // must be written anew
}

// entry is what is known of one file.
type entry struct {
	id      string // the key; the path if the file has none that can be read
	path    string // within the folder, with slashes
	mark    string
	fault   string // why it cannot be read
	at      stamp
	checked int64 // when it was read, unix nanoseconds
	digest  digest
	files   digest // of the list of attachments
	seq     uint64

	missing int64 // when a scan first did not find it, 0 if it is there
	kept    bool  // the key is from the file, or given to it
	retry   bool  // look again though nothing changed
}

type tombstone struct {
	seq uint64
	at  int64
}

const (
	indexHead    = "entwine index 1 "
	reserveBlock = 1000
	// keptTombstones is how many deletions are remembered; older ones were told
	// long ago, and a key is not used again anyway.
	keptTombstones = 10_000
)

func newIndex(path string) *index {
	return &index{
		path: path, generation: randomHex(8), stale: true, highest: map[string]int{},
		byPath: map[string]*entry{}, byID: map[string]*entry{}, gone: map[string]tombstone{}, dirty: map[string]bool{},
	}
}

// randomHex returns n random bytes; crypto/rand does not fail.
func randomHex(n int) string {
	b := make([]byte, n)
	rand.Read(b) //nolint:errcheck // documented never to return an error
	return hexOf(b)
}

func hexOf(b []byte) string { return hex.EncodeToString(b) }

// loadIndex reads the index, or begins a new one if there is none or it is of
// no use: then everything is told once more, and nothing else is lost.
func loadIndex(path string) (*index, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return newIndex(path), nil
	}
	if err != nil {
		return nil, err
	}
	ix := newIndex(path)
	head, rest, ok := bytes.Cut(b, []byte("\n"))
	generation, known := strings.CutPrefix(string(head), indexHead)
	if !ok || !known || generation == "" {
		return ix, nil
	}
	ix.generation, ix.stale, ix.size = generation, false, int64(len(head)+1)
	for len(rest) > 0 {
		line, tail, whole := bytes.Cut(rest, []byte("\n"))
		if !whole || !ix.readLine(string(line)) {
			ix.stale = true // the end of a write that did not end
			break
		}
		ix.written++
		ix.size += int64(len(line) + 1)
		rest = tail
	}
	if info, err := os.Stat(path); err == nil {
		ix.ino = inode(info)
	}
	ix.seq = max(ix.seq, ix.reserved)
	for _, e := range ix.byPath {
		ix.note(e.id)
	}
	for id := range ix.gone {
		ix.note(id)
	}
	return ix, nil
}

func (ix *index) readLine(line string) bool {
	words := strings.Split(line, "\t")
	r := reader{words: words[1:], ok: true}
	switch words[0] {
	case "R":
		ix.reserved = r.uint()
	case "N":
		prefix := r.text()
		ix.highest[prefix] = max(ix.highest[prefix], int(r.uint()))
	case "E":
		e := &entry{seq: r.uint(), checked: int64(r.uint()), kept: true}
		e.at = stamp{size: int64(r.uint()), mtime: int64(r.uint()), ctime: int64(r.uint()), ino: r.uint()}
		e.digest, e.files = r.digest(), r.digest()
		e.path, e.id, e.mark, e.fault = r.text(), r.text(), r.text(), r.text()
		if r.ok {
			ix.seq = max(ix.seq, e.seq)
			ix.put(e)
		}
	case "D":
		t := tombstone{seq: r.uint(), at: int64(r.uint())}
		if id := r.text(); r.ok {
			ix.seq = max(ix.seq, t.seq)
			ix.bury(id, t)
		}
	case "P":
		if path := r.text(); r.ok {
			ix.forget(path)
		}
	default:
		return false
	}
	return r.ok
}

// reader takes the words of a line one by one.
type reader struct {
	words []string
	ok    bool
}

func (r *reader) word() string {
	if len(r.words) == 0 {
		r.ok = false
		return ""
	}
	w := r.words[0]
	r.words = r.words[1:]
	return w
}

func (r *reader) uint() uint64 {
	n, err := strconv.ParseUint(r.word(), 36, 64)
	r.ok = r.ok && err == nil
	return n
}

func (r *reader) digest() (d digest) {
	b, err := hex.DecodeString(r.word())
	r.ok = r.ok && err == nil && len(b) == len(d)
	copy(d[:], b)
	return d
}

func (r *reader) text() string {
	w := r.word()
	if !strings.HasPrefix(w, `"`) {
		return w
	}
	s, err := strconv.Unquote(w)
	r.ok = r.ok && err == nil
	return s
}

func appendText(b []byte, s string) []byte {
	b = append(b, '\t')
	if s == "" || strings.ContainsAny(s, "\"\t\n\r\\") {
		return strconv.AppendQuote(b, s)
	}
	return append(b, s...)
}

func appendUint(b []byte, n uint64) []byte { return strconv.AppendUint(append(b, '\t'), n, 36) }

func (e *entry) appendLine(b []byte) []byte {
	b = append(b, 'E')
	for _, n := range []uint64{
		e.seq, uint64(e.checked), uint64(e.at.size), uint64(e.at.mtime), uint64(e.at.ctime), e.at.ino,
	} {
		b = appendUint(b, n)
	}
	b = hex.AppendEncode(append(b, '\t'), e.digest[:])
	b = hex.AppendEncode(append(b, '\t'), e.files[:])
	for _, s := range []string{e.path, e.id, e.mark, e.fault} {
		b = appendText(b, s)
	}
	return append(b, '\n')
}

func (t tombstone) appendLine(b []byte, id string) []byte {
	return append(appendText(appendUint(appendUint(append(b, 'D'), t.seq), uint64(t.at)), id), '\n')
}

// put makes e what is known of its path and its id.
func (ix *index) put(e *entry) {
	if old := ix.byPath[e.path]; old != nil && ix.byID[old.id] == old {
		delete(ix.byID, old.id)
	}
	if old := ix.byID[e.id]; old != nil && old.path != e.path {
		delete(ix.byPath, old.path)
		ix.dirty[old.path] = true
	}
	delete(ix.gone, e.id)
	ix.byPath[e.path], ix.byID[e.id] = e, e
	ix.note(e.id)
}

// forget drops what is known of a path.
func (ix *index) forget(path string) {
	if e := ix.byPath[path]; e != nil {
		delete(ix.byPath, path)
		if ix.byID[e.id] == e {
			delete(ix.byID, e.id)
		}
	}
}

func (ix *index) bury(id string, t tombstone) {
	if e := ix.byID[id]; e != nil {
		ix.forget(e.path)
		ix.dirty[e.path] = true
	}
	ix.gone[id] = t
	ix.note(id)
}

// note remembers the number of a key, so that it is not given again.
func (ix *index) note(id string) {
	if i := strings.LastIndexByte(id, '-'); i > 0 {
		if n, err := strconv.Atoi(id[i+1:]); err == nil && n > ix.highest[id[:i]] {
			ix.highest[id[:i]] = n
		}
	}
}

// next returns a new number for something that is to be told.
func (ix *index) next() uint64 {
	ix.seq++
	return ix.seq
}

// changed gives the entry a new number and has it written.
func (ix *index) changed(e *entry) {
	e.seq = ix.next()
	ix.dirty[e.path] = true
}
