package hub

import (
	"cmp"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestRevCompare(t *testing.T) {
	for _, c := range []struct {
		a, b Rev
		want int
	}{
		{"9", "10", -1},
		{"10", "10", 0},
		{"007", "7", 0},
		{"0", "00", 0},
		{"18446744073709551616", "9", 1}, // no integer of ours holds it
		{"100000000000000000000001", "100000000000000000000002", -1},
		{"2026-07-01T12:00:00Z", "2026-07-01T12:00:01Z", -1},
		{"abc", "abd", -1},
		{"", "1", -1},
		{"", "", 0},
		{"-1", "1", -1},
	} {
		if got := c.a.Compare(c.b); got != c.want {
			t.Errorf("%q against %q: got %d, want %d", c.a, c.b, got, c.want)
		}
		if got := c.b.Compare(c.a); got != -c.want {
			t.Errorf("%q against %q: got %d, want %d", c.b, c.a, got, -c.want)
		}
	}
}

func TestRevCompareOrdersNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Uint64().Draw(t, "a"), rapid.Uint64().Draw(t, "b")
		if got := Rev(strconv.FormatUint(a, 10)).Compare(Rev(strconv.FormatUint(b, 10))); got != cmp.Compare(a, b) {
			t.Fatalf("%d against %d: got %d", a, b, got)
		}
	})
}

func TestMarksComeApartAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := EndKey{Pair: PairID(rapid.StringN(1, 12, -1).Draw(t, "pair")), Side: rapid.SampledFrom([]Side{Initiator, Acceptor}).Draw(t, "side")}
		if got, ok := ParseMark(k.Mark()); !ok || got != k {
			t.Fatalf("%s: got %v, %v", k.Mark(), got, ok)
		}
	})
}

func TestWhatIsNoMark(t *testing.T) {
	for _, s := range []string{"", "entwine:", "entwine::initiator", "entwine:p", "entwine:p:", "entwine:p:both", "other:p:initiator",
		"Entwine:p:initiator", "entwine:initiator", " entwine:p:initiator"} {
		if k, ok := ParseMark(s); ok {
			t.Errorf("%q: got %v", s, k)
		}
	}
}

func TestSidesAreOpposite(t *testing.T) {
	if Initiator.Other() != Acceptor || Acceptor.Other() != Initiator {
		t.Error("a side is opposite to itself")
	}
}

func TestRefIsCalledByItsKey(t *testing.T) {
	if got := (Ref{ID: "1", Key: "P-1"}).String(); got != "P-1" {
		t.Errorf("got %s", got)
	}
	if got := (Ref{ID: "1"}).String(); got != "1" {
		t.Errorf("got %s", got)
	}
}

func TestTracesAreFoundByFieldAndID(t *testing.T) {
	one := Trace{Field: "comments", Remote: "r", Local: "l", Ours: true}
	e := End{Traces: []Trace{{Field: "attachments", Remote: "r", Local: "l"}, one}}
	if got, ok := e.TraceRemote("comments", "r"); !ok || got != one {
		t.Errorf("by remote: got %v, %v", got, ok)
	}
	if got, ok := e.TraceLocal("comments", "l"); !ok || got != one {
		t.Errorf("by local: got %v, %v", got, ok)
	}
	if _, ok := e.TraceLocal("workLogs", "l"); ok {
		t.Error("a trace of another field was found")
	}
}
