package store

import (
	"iter"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// What drivers share.

// Millis is how a time is stored, in milliseconds since 1970; the zero time is 0.
func Millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// FromMillis is the time, in UTC, that Millis stores so.
func FromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// Stored is a time as it comes back from a store.
func Stored(t time.Time) time.Time { return FromMillis(Millis(t)) }

// PageSize is how many rows of a list a driver reads at a time. A list is read in
// pages, never with an open cursor, so that whoever walks it may write, look up
// and walk other lists in between.
const PageSize = 256

// Pages yields what a driver fetches, size rows at a time, until a page is not full
// or limit (0: none) is reached. start is called for every walk anew and returns
// its fetch, which goes on behind what it returned before. A walk ends with the
// error of a fetch, or of given, which says between two pages whether it was given up.
func Pages[T any](given func() error, size, limit int, start func() func(n int) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		fetch := start()
		for left := limit; ; left -= size {
			n := size
			if limit > 0 {
				n = min(n, left)
			}
			page, err := fetch(n)
			if err == nil {
				err = given()
			}
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, e := range page {
				if !yield(e, nil) {
					return
				}
			}
			if len(page) < n || limit > 0 && left <= size {
				return
			}
		}
	}
}

// Whole reads the ends of rows, in their order: OfIssue of a driver to which one read
// more costs little.
func Whole(of Ends, rows []EndRow) (list []*hub.End, err error) {
	for _, r := range rows {
		end, err := of.Get(r.EndKey)
		if err != nil {
			return nil, err
		}
		list = append(list, end)
	}
	return list, nil
}
