package live

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"
)

// ticket is an issue as a person sees it in a tracker.
type ticket struct {
	ID, Summary, Description, Status string
	Notes                            []note
	Files                            []file
	Links                            []string // ids of those it is related to
	Parent                           string   // id of what it is a part of
	Work                             []string // what was written down: 90m and why
}

type note struct {
	ID, Body string
	Private  bool
}

type file struct{ Name, Sum string }

// place is where people work on the issues of one story: a project, a queue, a
// folder. What it cannot do, its tracker cannot.
type place interface {
	kind() string
	format() string                // of its long texts
	tracker(name string) string    // its entry in a config, below trackers
	half(name, more string) string // its side of a connection
	proxy() *proxy                 // through which the node reaches it; nil: none
	status(word string) string     // what new, begun and done are called here
	priorities() []string          // likewise low, middle and high ones

	create(t testing.TB, k ticket) (id string)
	show(t testing.TB, id string) ticket
	ids(t testing.TB) []string // of all issues there are
	rename(t testing.TB, id, summary string)
	describe(t testing.TB, id, text string)
	move(t testing.TB, id, status string)
	comment(t testing.TB, id, body string, private bool)
	attach(t testing.TB, id, name string, content []byte)
	relate(t testing.TB, id, to string)
	remove(t testing.TB, id string)
}

// mender is a place where comments can be changed and taken out.
type mender interface {
	rewrite(t testing.TB, id, note, body string)
	withdraw(t testing.TB, id, note string)
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// account is somebody who talks to a server.
type account struct {
	base   string
	header http.Header
}

var patient = &http.Client{Timeout: time.Minute}

// ask makes a request; in and out are JSON, or bytes.
func (a account) ask(method, path string, in, out any) error {
	var body io.Reader
	kind := "application/json"
	switch v := in.(type) {
	case nil:
	case []byte:
		body, kind = bytes.NewReader(v), "application/octet-stream"
	default:
		b, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequest(method, a.base+path, body)
	if err != nil {
		return err
	}
	req.Header = a.header.Clone()
	req.Header.Set("Content-Type", kind)
	res, err := patient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	switch raw, isRaw := out.(*[]byte); {
	case err != nil:
		return err
	case res.StatusCode > 299:
		return fmt.Errorf("%s %s: %s: %.500s", method, path, res.Status, b)
	case isRaw:
		*raw = b
		return nil
	case out == nil:
		return nil
	}
	if err := json.Unmarshal(b, out); err != nil {
		return fmt.Errorf("%s %s: %w: %.500s", method, path, err, b)
	}
	return nil
}

// must is ask where nothing may go wrong.
func (a account) must(t testing.TB, method, path string, in, out any) {
	t.Helper()
	if err := a.ask(method, path, in, out); err != nil {
		t.Fatal(err)
	}
}
