package rest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/hub"
)

// Recorder writes the exchanges of a client to a file, or answers from one in
// place of the network. It may be used from several goroutines; then the order
// of what it writes is the order in which answers came.
type Recorder struct {
	replay bool

	mu    sync.Mutex
	to    io.Writer // recording
	begun bool
	list  []recorded // replaying
}

// recorded is an exchange with what it is found by, and whether it has been.
type recorded struct {
	Exchange
	key    key
	played bool
}

// Record returns a Recorder that writes each exchange to w as soon as its answer
// is read whole. It is for making test data: answers are held in memory, and
// what cannot be written is an error of the request.
func Record(w io.Writer) *Recorder { return &Recorder{to: w} }

// Replay returns a Recorder that answers from r. A request finds the first
// exchange not yet played with the same method, path, query (in any order) and
// body (JSON and forms by what they mean). Nothing is waited for. A request
// without an exchange is an Internal error that names the nearest.
func Replay(r Recording) *Recorder {
	rec := &Recorder{replay: true}
	for _, e := range r {
		rec.list = append(rec.list, recorded{Exchange: e,
			key: keyOf(e.Method, e.Target, e.Request.Header.Get("Content-Type"), e.Request.Body)})
	}
	return rec
}

// Unplayed lists what a replay has not been asked for, as "METHOD /path". A test
// that expects none finds out that a connector no longer makes a call.
func (r *Recorder) Unplayed() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []string
	for _, e := range r.list {
		if !e.played {
			out = append(out, e.Method+" "+e.Target)
		}
	}
	return out
}

// over puts the recorder between the client and the wire.
func (r *Recorder) over(next http.RoundTripper, s *scrubber, limit int64) http.RoundTripper {
	return &recording{r: r, next: next, s: s, limit: limit}
}

type recording struct {
	r     *Recorder
	next  http.RoundTripper
	s     *scrubber
	limit int64
}

// RoundTrip implements http.RoundTripper.
func (rt *recording) RoundTrip(req *http.Request) (*http.Response, error) {
	sent, err := takeBody(req)
	if err != nil {
		return nil, err
	}
	e := Exchange{Method: or(req.Method, http.MethodGet), Target: rt.target(req),
		Request: Message{rt.header(req.Header), rt.body(sent)}}
	if rt.r.replay {
		if err := req.Context().Err(); err != nil {
			return nil, err // as the network would
		}
		return rt.answer(req, e)
	}
	out := req.Clone(req.Context())
	out.Header.Set("Accept-Encoding", "identity") // a person is to read it
	if req.Body != nil && req.Body != http.NoBody {
		out.Body = io.NopCloser(bytes.NewReader(sent))
	}
	return rt.record(out, e)
}

func takeBody(req *http.Request) ([]byte, error) {
	if req.Body == nil || req.Body == http.NoBody {
		return nil, nil
	}
	b, err := io.ReadAll(req.Body)
	if cerr := req.Body.Close(); err == nil {
		err = cerr
	}
	return b, err
}

func (rt *recording) record(req *http.Request, e Exchange) (*http.Response, error) {
	res, err := rt.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(res.Body, rt.limit+1))
	if cerr := res.Body.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, err
	}
	e.Status, e.Answer = res.StatusCode, Message{rt.header(res.Header), rt.body(b)}
	if err := rt.r.write(e); err != nil {
		return nil, fmt.Errorf("write recording: %w", err)
	}
	res.Body = io.NopCloser(bytes.NewReader(b))
	return res, nil
}

func (r *Recorder) write(e Exchange) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var b bytes.Buffer
	if !r.begun {
		b.WriteString(recordingHead + "\n")
		r.begun = true
	}
	e.print(&b)
	_, err := r.to.Write(b.Bytes())
	return err
}

// answer finds and plays an exchange.
func (rt *recording) answer(req *http.Request, e Exchange) (*http.Response, error) {
	// Scrubbed like the recording was, so that secrets compare as their masks.
	k := keyOf(e.Method, e.Target, req.Header.Get("Content-Type"), e.Request.Body)
	found, err := rt.r.take(k)
	if err != nil {
		return nil, &hub.Error{Code: hub.Internal, Scope: hub.ScopeIssue, Message: err.Error(), Err: err}
	}
	h := found.Answer.Header.Clone()
	if h == nil {
		h = http.Header{}
	}
	return &http.Response{
		StatusCode: found.Status, Status: strings.TrimSpace(fmt.Sprintf("%d %s", found.Status, http.StatusText(found.Status))),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: h, Body: io.NopCloser(bytes.NewReader(found.Answer.Body)),
		ContentLength: int64(len(found.Answer.Body)), Request: req,
	}, nil
}

func (r *Recorder) take(k key) (Exchange, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	times := 0
	for i := range r.list {
		e := &r.list[i]
		switch {
		case e.key != k:
		case e.played:
			times++
		default:
			e.played = true
			return e.Exchange, nil
		}
	}
	if times > 0 {
		return Exchange{}, fmt.Errorf("the recording holds %s only %d times, and it was asked for once more", k.name(), times)
	}
	return Exchange{}, fmt.Errorf("the recording does not hold %s%s", k.name(), r.nearest(k))
}

// omitted headers say how a message travelled, not what it says, or change with
// every release of ours.
var omitted = map[string]bool{
	"Accept-Encoding": true, "Connection": true, "Content-Length": true, "Keep-Alive": true,
	"Transfer-Encoding": true, "User-Agent": true,
}

func (rt *recording) header(h http.Header) http.Header {
	out := http.Header{}
	for name, values := range rt.s.header(h) {
		if omitted[name] {
			continue
		}
		for _, v := range values {
			out.Add(name, oneLine(strings.ToValidUTF8(v, "?")))
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

func (rt *recording) target(req *http.Request) string {
	u := *req.URL
	u.RawQuery = rt.s.query(u.RawQuery)
	return rt.s.values.Redact(u.RequestURI())
}

// body scrubs a body; of one that is not text only known values can be found.
func (rt *recording) body(b []byte) []byte {
	switch {
	case len(b) == 0:
		return nil
	case isText(b):
		return []byte(rt.s.text(string(b)))
	}
	return []byte(rt.s.values.Redact(string(b)))
}
