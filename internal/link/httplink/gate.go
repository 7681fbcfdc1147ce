package httplink

import (
	"sync"

	"golang.org/x/time/rate"

	"github.com/entwine-sync/entwine/hub"
)

// gates bound what one partner, or all strangers together, can keep busy.
type gates struct {
	mu       sync.Mutex
	partners map[hub.NodeID]*gate
	others   *gate
}

type gate struct {
	rate *rate.Limiter
	work chan struct{} // requests at work
	wait chan struct{} // requests that wait, or carry an attachment
}

func newGate(perSecond, burst, atOnce int) *gate {
	return &gate{rate.NewLimiter(rate.Limit(perSecond), burst), make(chan struct{}, atOnce), make(chan struct{}, atOnce)}
}

func newGates() *gates {
	return &gates{partners: map[hub.NodeID]*gate{}, others: newGate(strangerRate, strangerBurst, strangers)}
}

// of returns the gate of a partner, "" for strangers. There are as many as
// partners, which owners make.
func (g *gates) of(id hub.NodeID) *gate {
	if id == "" {
		return g.others
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	p := g.partners[id]
	if p == nil {
		p = newGate(ratePerSecond, rateBurst, atOnce)
		g.partners[id] = p
	}
	return p
}

// enter lets a request in, until leave is called, unless there are too many.
func (g *gate) enter(waits bool) (leave func(), ok bool) {
	if !g.rate.Allow() {
		return nil, false
	}
	room := g.work
	if waits {
		room = g.wait
	}
	select {
	case room <- struct{}{}:
		return func() { <-room }, true
	default:
		return nil, false
	}
}
