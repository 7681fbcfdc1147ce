package node

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/secret"
	"github.com/entwine-sync/entwine/tracker"
)

// A tracker that calls us makes us look for news, or read the issues that it names
// where they can be read by then, and that is all that a call can do: what it says
// is never taken for what is. So a call that is forged, old or doubled costs a look,
// and one that is lost costs the time until the next.

const (
	// mostHook bounds the body of a call: an issue with its journal, generously.
	mostHook = 1 << 20
	// hooksAtOnce bounds the calls that are read at a time, and with mostHook the memory.
	hooksAtOnce = 32
	// longestHook is how long a call may take to be read.
	longestHook = 10 * time.Second
)

// afterHook is when a tracker is asked after it called: at once, and each so much
// later than before. Some call before what they tell of can be read, a moment or
// as long as a mail takes to be sent.
var afterHook = []time.Duration{0, betweenHooks, 3 * betweenHooks}

// betweenHooks is how far such looks are apart at least, however many calls come:
// half of what a person notices, and a request that even a slow tracker can afford.
const betweenHooks = 500 * time.Millisecond

// hooks answers trackers that call.
type hooks struct {
	node   *Node
	look   func(tracker string)                                                             // has one asked for changes
	see    func(ctx context.Context, tracker string, refs []hub.Ref) (left bool, err error) // has issues of one read
	slots  chan struct{}
	called map[string]chan struct{} // by tracker: it called, and was not asked since
	named  map[string]*spoken       // by tracker: issues that it named, to be read
}

func newHooks(n *Node) *hooks {
	h := &hooks{node: n, look: n.lookFor, slots: make(chan struct{}, hooksAtOnce), called: map[string]chan struct{}{}, named: map[string]*spoken{}}
	h.see = func(ctx context.Context, tracker string, refs []hub.Ref) (bool, error) {
		left, err := n.engine.Called(ctx, tracker, refs)
		if err != nil && ctx.Err() == nil {
			n.log.Debug("issues that a tracker called for are left to the next look for news", "tracker", tracker, "err", err)
		}
		return left, err
	}
	for _, t := range n.cfg.Trackers {
		if t.Hook == "" {
			continue
		}
		h.called[t.Name] = make(chan struct{}, 1)
		if _, ok := n.Tracker(t.Name).(tracker.Picker); ok {
			h.named[t.Name] = newSpoken()
		}
	}
	return h
}

// Hooks answers trackers that call, at /hooks/TRACKER/SECRET, where the secret is
// the setting hook of the tracker. What calls cause happens while Run is at work.
func (n *Node) Hooks() http.Handler { return n.hooks.handler() }

func (h *hooks) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /hooks/{tracker}/{secret}", h.take)
	return mux
}

// beside answers calls of trackers where another handler answers everything else.
// A proxy in front may leave the path of the node's address or strip it.
func (h *hooks) beside(other http.Handler) http.Handler {
	own := h.handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i := strings.LastIndex(r.URL.Path, "/hooks/")
		if i < 0 || len(h.called) == 0 {
			other.ServeHTTP(w, r)
			return
		}
		http.StripPrefix(r.URL.Path[:i], own).ServeHTTP(w, r)
	})
}

func (h *hooks) take(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("tracker")
	want := ""
	for i := range h.node.cfg.Trackers {
		if t := &h.node.cfg.Trackers[i]; t.Name == name {
			want = t.Hook
		}
	}
	// Whether there is such a tracker, and whether it has a hook, is nobody's business.
	if given := r.PathValue("secret"); !secret.Equal(given, want) || want == "" {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	default:
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	// Not all servers bound the time of a body; one that cannot has a bound of its own.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(longestHook))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostHook))
	if err != nil {
		status := http.StatusBadRequest
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			status = http.StatusRequestEntityTooLarge
		}
		w.WriteHeader(status)
		return
	}
	if hooker, ok := h.node.Tracker(name).(tracker.Hooker); ok {
		switch changes, err := hooker.ParseHook(r, body); hub.CodeOf(err) {
		case "":
			if l := h.named[name]; l != nil && len(changes) > 0 {
				l.add(changes)
				w.WriteHeader(http.StatusAccepted)
				return
			}
		case hub.Denied:
			w.WriteHeader(http.StatusForbidden)
			return
		default: // somebody who knows the secret says something; it may well be news
			h.node.log.Debug("call of a tracker not understood", "tracker", name, "err", err)
		}
	}
	h.call(name)
	w.WriteHeader(http.StatusAccepted)
}

// call has a tracker asked for changes soon.
func (h *hooks) call(tracker string) {
	select {
	case h.called[tracker] <- struct{}{}:
	default: // it is about to be asked anyway
	}
}

// run asks the trackers that call, until ctx ends.
func (h *hooks) run(ctx context.Context) {
	var asking sync.WaitGroup
	defer asking.Wait()
	for name, called := range h.called {
		asking.Go(func() { h.ask(ctx, name, called) })
	}
	for name, l := range h.named {
		asking.Go(func() { h.read(ctx, name, l) })
	}
}

// ask has a tracker asked at its times after each call.
func (h *hooks) ask(ctx context.Context, name string, called <-chan struct{}) {
	var last time.Time
	var left []time.Duration
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-called:
			left = afterHook
			timer.Reset(max(0, betweenHooks-time.Since(last)))
		case <-timer.C:
			if len(left) == 0 {
				continue // at the start
			}
			h.look(name)
			last = time.Now()
			if left = left[1:]; len(left) > 0 {
				timer.Reset(left[0])
			}
		}
	}
}

// lookFor has a tracker that called asked for changes. One that does not answer,
// or asked us to slow down, is asked when its time comes.
func (n *Node) lookFor(tracker string) {
	if n.engine.Health()[tracker] == nil {
		n.engine.Nudge(tracker)
	}
}

// listenHooks opens the address at which trackers call, where the config names
// one. It is answered there until the function that is returned has ended.
func (n *Node) listenHooks() (stop func(), err error) {
	if n.cfg.Node.Hooks == "" {
		return func() {}, nil
	}
	l, err := net.Listen("tcp", n.cfg.Node.Hooks)
	if err != nil {
		return nil, fmt.Errorf("address for the calls of trackers %s: %w", n.cfg.Node.Hooks, err)
	}
	server := &http.Server{
		Handler: n.Hooks(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: longestHook, WriteTimeout: 15 * time.Second,
		IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
		ErrorLog: slog.NewLogLogger(n.log.Handler(), slog.LevelDebug),
	}
	var serving sync.WaitGroup
	serving.Go(func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			n.log.Error("calls of trackers are answered no more", "err", err)
		}
	})
	n.log.Info("trackers may call", "address", l.Addr().String())
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		if err := server.Shutdown(ctx); err != nil {
			_ = server.Close() // whoever is still sending hears no more of us
		}
		serving.Wait()
	}, nil
}
