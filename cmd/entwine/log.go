package main

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// logger writes to stderr; least is the level if none was asked for.
func (a *app) logger(least slog.Level) (*slog.Logger, error) {
	asked := a.logLevel
	if asked == "" {
		asked = a.getenv("ENTWINE_LOG_LEVEL")
	}
	if asked != "" {
		if err := least.UnmarshalText([]byte(asked)); err != nil {
			return nil, usage("log level %s: there is debug, info, warn and error", asked)
		}
	}
	h := slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: least})
	if least <= slog.LevelDebug {
		return slog.New(h), nil // who asks for everything gets everything
	}
	return slog.New(&once{Handler: h, seen: &seen{last: map[string]time.Time{}}}), nil
}

// once leaves out a record that says what another one said a moment ago: a full
// disk fails every event, every second.
type once struct {
	slog.Handler
	seen *seen
}

type seen struct {
	mu   sync.Mutex
	last map[string]time.Time // by message and error
}

const (
	sayAgain = time.Minute
	mostSeen = 1000 // different ones; more is forgotten, and said again
)

// Handle implements slog.Handler.
func (o *once) Handle(ctx context.Context, r slog.Record) error {
	var b strings.Builder
	b.WriteString(r.Message)
	r.Attrs(func(a slog.Attr) bool {
		if a.Key == "err" || a.Key == "tracker" {
			b.WriteString("\x00" + a.Value.String())
		}
		return true
	})
	if r.Level > slog.LevelInfo && !o.seen.first(b.String(), r.Time) {
		return nil
	}
	return o.Handler.Handle(ctx, r)
}

func (s *seen) first(what string, at time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at.Sub(s.last[what]) < sayAgain {
		return false
	}
	if len(s.last) >= mostSeen {
		clear(s.last)
	}
	s.last[what] = at
	return true
}

// WithAttrs implements slog.Handler.
func (o *once) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &once{o.Handler.WithAttrs(attrs), o.seen}
}

// WithGroup implements slog.Handler.
func (o *once) WithGroup(name string) slog.Handler { return &once{o.Handler.WithGroup(name), o.seen} }
