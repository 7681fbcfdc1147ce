package sqlite

import (
	"errors"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
)

func TestRecord_keeps_what_stays_the_same(t *testing.T) {
	s := open(t, t.TempDir())
	e := benchEnd(14<<10, hub.EndKey{Pair: "p", Side: hub.Initiator})
	first, err := s.endRecord(e, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := first.end()
	if err != nil {
		t.Fatal(err)
	}
	got.OutSeq++
	second, err := s.endRecord(got, first)
	if err != nil {
		t.Fatal(err)
	}
	if !shared(&first.parts, &second.parts) || &first.block[0] != &second.block[0] {
		t.Error("unchanged parts were encoded again")
	}
	got.Captured.Comments[3].Body += "!"
	third, err := s.endRecord(got, second)
	if err != nil {
		t.Fatal(err)
	}
	if &third.parts[slotCaptured][0] == &first.parts[slotCaptured][0] || &third.parts[slotReceived][0] != &first.parts[slotReceived][0] {
		t.Error("want the captured issue encoded again and the received one kept")
	}
}

func TestCache_is_bounded(t *testing.T) {
	c := newCache(cacheRecords)
	for i := range 3 * cacheRecords {
		c.put(keyOfEvent(hub.EventID(rune(i))), &record{slim: make([]byte, 100)})
	}
	if n := len(c.byKey); n != cacheRecords || c.order.Len() != n || c.bytes != (&record{slim: make([]byte, 100)}).size()*n {
		t.Errorf("%d records, %d in order, %d bytes", n, c.order.Len(), c.bytes)
	}
	for i := range 100 {
		c.put(keyOfEvent(hub.EventID(rune(i))), &record{slim: make([]byte, cacheLargest/2-1<<10)})
	}
	if c.bytes > cacheBytes {
		t.Errorf("%d bytes, more than %d", c.bytes, cacheBytes)
	}
	c.put(keyOfEvent("monster"), &record{slim: make([]byte, cacheLargest+1)})
	if c.get(keyOfEvent("monster")) != nil {
		t.Error("a monster was kept")
	}
}

// A body is read or refused, never misread: what is accepted is written the
// same again.
func FuzzParseBody(f *testing.F) {
	s := &Store{}
	var err error
	if s.packer, s.opener, err = newCodecs(); err != nil {
		f.Fatal(err)
	}
	for _, size := range []int{0, 14 << 10} {
		r, err := s.endRecord(benchEnd(size, hub.EndKey{Pair: "p", Side: hub.Initiator}), nil)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(r.body())
	}
	f.Add([]byte{})
	f.Add([]byte{0})
	f.Add([]byte(strings.Repeat("\xff", 20)))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := s.parseBody(b)
		if err != nil {
			if !errors.Is(err, errBody) {
				t.Errorf("got %v, want errBody", err)
			}
			return
		}
		again, err := s.parseBody(r.body())
		if err != nil {
			t.Fatalf("its own body: %v", err)
		}
		for i := range r.parts {
			if (r.parts[i] == nil) != (again.parts[i] == nil) || string(r.parts[i]) != string(again.parts[i]) {
				t.Errorf("part %d differs", i)
			}
		}
	})
}
