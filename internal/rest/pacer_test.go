package rest

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/secret"
)

const patient = time.Hour

// take waits for a turn, which must be given.
func take(t *testing.T, p *pacer, bulk bool) *grant {
	t.Helper()
	g, err := p.acquire(t.Context(), bulk, patient)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

var nothing = hints{left: -1}

func TestPacer_rateAndBurst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, of := range []struct {
			pace Pace
			want []time.Duration
		}{
			{Pace{Rate: 2, Burst: 1}, ms(0, 500, 1020, 1520)}, // the third is the third of a second
			{Pace{Rate: 2, Burst: 3}, ms(0, 0, 0, 1020, 1520, 2020)},
			{Pace{Rate: 4, Burst: 4}, ms(0, 0, 0, 0, 1020, 1270, 1520, 1770, 2040, 2290)},
			{Pace{Rate: 1000, Burst: 3}, ms(0, 0, 0, 1, 2, 3)}, // no seconds are counted
		} {
			p := newPacer(of.pace.withDefaults())
			start := time.Now()
			for i, want := range of.want {
				take(t, p, false).done(nothing)
				if got := time.Since(start); got.Round(time.Microsecond) != want {
					t.Errorf("%+v: turn %d after %v, want %v", of.pace, i, got, want)
				}
			}
		}
	})
}

func ms(n ...int) (l []time.Duration) {
	for _, i := range n {
		l = append(l, time.Duration(i)*time.Millisecond)
	}
	return l
}

// A tracker that grants just the rate that was set refuses nothing, however the
// requests come; and they take no longer than that costs.
func TestPacer_atTheLimitNothingIsRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, together := range []int{1, 4, 30} {
			p := newPacer(Pace{Rate: 10}.withDefaults())
			var mu sync.Mutex
			var went []time.Time
			var all sync.WaitGroup
			start := time.Now()
			for range together {
				all.Go(func() {
					for range 120 / together {
						g := take(t, p, true)
						mu.Lock()
						went = append(went, time.Now())
						mu.Unlock()
						g.done(nothing)
					}
				})
			}
			all.Wait()
			for i := 10; i < len(went); i++ {
				if d := went[i].Sub(went[i-10]); d < time.Second {
					t.Fatalf("%d at once: eleven within %v", together, d)
				}
			}
			if took := time.Since(start); took > 12*time.Second*102/100 {
				t.Errorf("%d at once: %v for 120 requests", together, took)
			}
			pass(time.Minute)
			start = time.Now()
			for range 10 {
				take(t, p, false).done(nothing)
			}
			if took := time.Since(start); took > 0 {
				t.Errorf("%d at once: after a quiet time ten take %v", together, took)
			}
		}
	})
}

func TestPacer_inFlight(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: -1, Burst: 1, InFlight: 2})
		first, second := take(t, p, false), take(t, p, false)
		time.AfterFunc(3*time.Second, func() { first.done(nothing) })
		start := time.Now()
		third := take(t, p, false)
		if got := time.Since(start); got != 3*time.Second {
			t.Errorf("third turn after %v, want when the first was done", got)
		}
		second.done(nothing)
		third.done(nothing)
		if p.inFlight != 0 {
			t.Errorf("%d in flight at the end", p.inFlight)
		}
	})
}

func TestPacer_liveOvertakesBulk(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: 1, Burst: 1, InFlight: 10})
		take(t, p, false).done(nothing) // the bucket is empty now
		var mu sync.Mutex
		var order []string
		queue := func(name string, bulk bool) {
			go func() {
				g := take(t, p, bulk)
				mu.Lock()
				order = append(order, name)
				mu.Unlock()
				g.done(nothing)
			}()
			synctest.Wait()
		}
		queue("bulk 1", true)
		queue("bulk 2", true)
		queue("live 1", false)
		queue("live 2", false)
		pass(10 * time.Second)
		mu.Lock()
		defer mu.Unlock()
		want := []string{"live 1", "live 2", "bulk 1", "bulk 2"}
		for i := range want {
			if i >= len(order) || order[i] != want[i] {
				t.Fatalf("order %v, want %v", order, want)
			}
		}
	})
}

func TestPacer_bulkIsNotStarved(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: 1, Burst: 1, InFlight: 100})
		ctx, cancel := context.WithCancel(t.Context())
		served := make(chan time.Time, 1)
		start := time.Now()
		for range 3 * liveRun {
			go func() {
				if g, err := p.acquire(ctx, false, patient); err == nil {
					g.done(nothing)
				}
			}()
		}
		synctest.Wait()
		go func() {
			if g, err := p.acquire(ctx, true, patient); err == nil {
				served <- time.Now()
				g.done(nothing)
			}
		}()
		if got := (<-served).Sub(start); got > (liveRun+2)*time.Second {
			t.Errorf("bulk waited %v among live requests, want at most %d turns", got, liveRun)
		}
		cancel()
		synctest.Wait()
	})
}

func TestPacer_bulkLeavesAPlace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: -1, InFlight: 2, Burst: 1})
		slow := take(t, p, true)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := p.acquire(ctx, true, patient); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a second bulk request got the last place (%v)", err)
		}
		take(t, p, false).done(nothing)
		slow.done(nothing)
	})
}

func TestPacer_waitingEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: 0.1, Burst: 1, InFlight: 5})
		take(t, p, false).done(nothing)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		start := time.Now()
		if _, err := p.acquire(ctx, false, patient); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want canceled", err)
		}
		if got := time.Since(start); got != time.Second {
			t.Errorf("after %v, want 1s", got)
		}
		if n := p.queues[0].Len(); n != 0 {
			t.Errorf("%d still in the queue", n)
		}
		take(t, p, false).done(nothing)
		if got := time.Since(start); got != 10*time.Second {
			t.Errorf("the next turn came after %v; the one given up must not cost a token", got)
		}
	})
}

// A limit of ten a second is learnt from the first refusal and not met again: a
// hundred requests take as long as it allows, and a little longer.
func TestPacer_knownLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: 100, Burst: 10, InFlight: 5})
		var window []time.Time
		refused, done := 0, 0
		start := time.Now()
		for done < 100 {
			g := take(t, p, false)
			now := time.Now()
			window = slices.DeleteFunc(window, func(at time.Time) bool { return now.Sub(at) >= time.Second })
			if len(window) == 10 {
				refused++
				g.done(hints{throttled: true, left: -1, wait: time.Second, rate: 10})
				continue
			}
			window = append(window, now)
			done++
			g.done(nothing)
		}
		if alone, took := 10*time.Second, time.Since(start); refused != 1 || took > alone*105/100 {
			t.Errorf("%d refused, %v for what the limit alone allows in %v", refused, took, alone)
		}
	})
}

func TestPacer_slowsDownAndRecovers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: 8, Burst: 1, InFlight: 10})
		a, b := take(t, p, false), take(t, p, false)
		a.done(hints{throttled: true, left: -1, wait: 4 * time.Second})
		b.done(hints{throttled: true, left: -1})
		if p.slow.factor != 0.5 {
			t.Errorf("two refusals of one burst: factor %v, want one half", p.slow.factor)
		}
		start := time.Now()
		take(t, p, false).done(nothing)
		if got := time.Since(start); got != 4*time.Second {
			t.Errorf("next turn after %v, want the 4s it was told", got)
		}
		pass(time.Millisecond)
		c := take(t, p, false)
		pass(time.Millisecond)
		c.done(hints{throttled: true, left: -1})
		if p.slow.factor != 0.25 || p.bucket.Limit() != 2 {
			t.Errorf("a later refusal: factor %v, rate %v, want a quarter", p.slow.factor, p.bucket.Limit())
		}
		var took time.Duration
		for from := time.Now(); p.slow.factor < 1; took = time.Since(from) {
			take(t, p, false).done(nothing)
		}
		if took < time.Minute || took > 3*time.Minute {
			t.Errorf("recovered after %v, want one to three minutes", took)
		}
		if p.bucket.Limit() != 8 {
			t.Errorf("rate %v at the end, want the whole", p.bucket.Limit())
		}
	})
}

func TestPacer_longPauseIsBusyAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: 1, Burst: 1, InFlight: 10})
		g := take(t, p, false)
		waiting := make(chan error)
		go func() {
			_, err := p.acquire(t.Context(), true, time.Minute)
			waiting <- err
		}()
		synctest.Wait()
		g.done(hints{throttled: true, wait: time.Hour, left: -1})
		for name, err := range map[string]error{
			"one already waiting": <-waiting,
			"a new one":           func() error { _, err := p.acquire(t.Context(), false, time.Minute); return err }(),
		} {
			var e *hub.Error
			if !errors.As(err, &e) || e.Code != hub.Busy || e.RetryIn != time.Hour {
				t.Errorf("%s: got %v, want busy for an hour", name, err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := p.acquire(ctx, false, patient*2); hub.CodeOf(err) != hub.Busy {
			t.Errorf("a deadline before the end of the pause: %v, want busy", err)
		}
		pass(time.Hour)
		take(t, p, false).done(nothing)
	})
}

func TestPacer_windowHeaders(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{Rate: 100, Burst: 1, InFlight: 10})
		take(t, p, false).done(hints{left: 50, limit: 100, reset: time.Minute})
		if got := p.bucket.Limit(); got != 100 {
			t.Errorf("with half of the window left: %v, want full speed", got)
		}
		take(t, p, false).done(hints{left: 10, limit: 100, reset: 20 * time.Second})
		if got := p.bucket.Limit(); got != 0.5 {
			t.Errorf("ten left for 20 s: %v per second, want 0.5", got)
		}
		take(t, p, false).done(hints{left: 3, limit: 5000, reset: time.Hour})
		if got := p.bucket.Limit(); got != thinnest {
			t.Errorf("three left for an hour: %v per second, want no slower than %v", got, thinnest)
		}
		start := time.Now()
		take(t, p, false).done(hints{left: 0, limit: 100, reset: 15 * time.Second})
		spent := time.Since(start)
		take(t, p, false).done(hints{left: 99, limit: 100, reset: time.Minute})
		if got := time.Since(start) - spent; got != 15*time.Second {
			t.Errorf("none left: next after %v, want at the reset", got)
		}
		if got := p.bucket.Limit(); got != 100 {
			t.Errorf("in a new window: %v, want full speed", got)
		}
	})
}

func TestPacer_inTheClient(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wire := &script{answers: []func() (*http.Response, error){gives(200)}}
		pacers := &Pacers{}
		o := Options{Site: "s", Credential: secret.New("key-number-1"), Pacers: pacers, Pace: Pace{Rate: 1, Burst: 1}, Transport: wire}
		one, two := open(t, o), open(t, o)
		o.Credential = secret.New("key-number-2")
		other := open(t, o)
		start := time.Now()
		for i, c := range []*Client{one, two, one, other} {
			res, err := c.HTTP().Do(request(t, t.Context(), "GET", "http://tracker.test/"+strconv.Itoa(i), ""))
			if err != nil {
				t.Fatal(err)
			}
			read(t, res)
		}
		for i, want := range ms(0, 1020, 2040, 2040) {
			if got := wire.asked[i].Sub(start); got != want {
				t.Errorf("request %d after %v, want %v (same account shares, another does not)", i, got, want)
			}
		}
	})
}

func TestPacer_answerHeldOpenBlocksNobody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wire := &script{answers: []func() (*http.Response, error){gives(200)}}
		c := open(t, Options{Transport: wire, Pace: Pace{InFlight: 1}})
		held, err := c.HTTP().Do(request(t, t.Context(), "GET", "http://tracker.test/from", ""))
		if err != nil {
			t.Fatal(err)
		}
		res, err := c.HTTP().Do(request(t, t.Context(), "POST", "http://tracker.test/to", "content"))
		if err != nil {
			t.Fatal(err)
		}
		read(t, res)
		read(t, held)
	})
}

func TestPacer_pauseIsNotSent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wire := &script{answers: []func() (*http.Response, error){gives(429, "Retry-After", "600")}}
		c := open(t, Options{Transport: wire})
		res, err := c.HTTP().Do(request(t, t.Context(), "POST", "http://tracker.test/x", "content"))
		if err != nil {
			t.Fatal(err)
		}
		read(t, res)
		_, err = c.HTTP().Do(request(t, t.Context(), "POST", "http://tracker.test/x", "content")) //nolint:bodyclose // fails
		e := hub.AsError(err)
		if e.Code != hub.Busy || e.RetryIn != 10*time.Minute || !NotSent(err) || len(wire.asked) != 1 {
			t.Errorf("got %v, RetryIn %v, NotSent %v, %d sent; want busy, 10m, true, 1", err, e.RetryIn, NotSent(err), len(wire.asked))
		}
	})
}

func TestPacers_slowestHolds(t *testing.T) {
	t.Parallel()
	var ps Pacers
	p := ps.get("s", secret.Text{}, Pace{Rate: -1, Burst: 5, InFlight: 3})
	if again := ps.get("s", secret.Text{}, Pace{Rate: 4, Burst: 9, InFlight: 2}); again != p {
		t.Fatal("another pacer for the same account")
	}
	if p.pace != (Pace{Rate: 4, Burst: 5, InFlight: 2}) || p.bucket.Limit() != 4 || p.bucket.Burst() != 5 {
		t.Errorf("pace %+v, want the slowest of both", p.pace)
	}
}
