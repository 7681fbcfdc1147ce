package memory

import (
	"cmp"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// state is everything that is stored at one moment. Once committed it is not
// changed any more; an update works on a copy.
type state struct {
	owner *owner // of the nodes that this state's own update made

	ends        tree[endKey, *endRec]
	endOfIssue  tree[issueKey, none]
	endOfRemote tree[remoteKey, none]

	position  number // the highest ever given
	events    tree[number, *eventRec]
	eventByID tree[text, number]
	laneOf    tree[laneKey, none]
	seqOf     tree[seqKey, none]
	openOf    tree[openKey, none] // not ended
	queued    tree[number, none]  // not ended, and not awaiting an answer
	ended     tree[timeKey, none] // by when, and position
	faulty    tree[causeKey, none]
	counts    tree[countKey, int]

	entry      number // counts the records below, so that of one moment the newest is known
	faults     tree[text, *faultRec]
	faultAt    tree[timeKey, *faultRec]
	openFault  tree[causeKey, *faultRec]
	pauses     tree[pauseKey, *store.Pause]
	histories  tree[historyKey, *store.History]
	replacedAt tree[timeKey, endKey]
	bulks      tree[text, *bulkRec]
	audits     tree[timeKey, *store.Audit]
	meta       tree[text, *Meta]
	digests    tree[attachmentKey, *Attachment]
	blobs      tree[text, *Blob]
	rules      tree[ruleKey, *store.RuleVersion]
}

// next copies a committed state for an update.
func (st *state) next() *state {
	c := *st
	c.owner = new(owner)
	return &c
}

func (st *state) newEntry() number {
	st.entry++
	return st.entry
}

// none is the value of a tree that is a set.
type none = struct{}

// Texts are in order of their bytes, as SQLite has them.
type (
	text   string
	number int64
	endKey struct {
		pair hub.PairID
		side hub.Side
	}
	issueKey struct {
		id, tracker string
		end         endKey
	}
	remoteKey struct {
		id         string
		connection hub.ConnectionID
		end        endKey
	}
	laneKey struct {
		end      endKey
		lane     hub.Lane
		position number
	}
	seqKey struct {
		end        endKey
		lane       hub.Lane
		epoch, seq uint64
		position   number
	}
	openKey struct {
		end      endKey
		position number
	}
	timeKey struct {
		at    int64 // unix milliseconds
		entry number
	}
	causeKey struct { // a fault's cause, or the id of an event's fault
		cause string
		entry number
	}
	countKey struct {
		connection hub.ConnectionID
		state      hub.State
	}
	pauseKey struct {
		scope hub.Scope
		id    string
	}
	historyKey struct {
		end endKey
		timeKey
	}
	ruleKey struct {
		connection hub.ConnectionID
		side       hub.Side
		number     number // 0 for the draft
	}
	attachmentKey struct {
		tracker, id string
		size        int64
	}
)

// last is behind every number that is given.
const last = number(1<<63 - 1)

func keyOf(k hub.EndKey) endKey       { return endKey{k.Pair, k.Side} }
func (k text) compare(o text) int     { return strings.Compare(string(k), string(o)) }
func (k number) compare(o number) int { return cmp.Compare(k, o) }
func order[T ~string](a, b T) int     { return strings.Compare(string(a), string(b)) }

// compare is written out here, where it is asked most.
func (k endKey) compare(o endKey) int {
	if c := order(k.pair, o.pair); c != 0 {
		return c
	}
	return order(k.side, o.side)
}

func (k issueKey) compare(o issueKey) int {
	return cmp.Or(order(k.id, o.id), order(k.tracker, o.tracker), k.end.compare(o.end))
}

func (k remoteKey) compare(o remoteKey) int {
	return cmp.Or(order(k.id, o.id), order(k.connection, o.connection), k.end.compare(o.end))
}

func (k laneKey) compare(o laneKey) int {
	return cmp.Or(k.end.compare(o.end), order(k.lane, o.lane), k.position.compare(o.position))
}

func (k seqKey) compare(o seqKey) int {
	return cmp.Or(k.end.compare(o.end), order(k.lane, o.lane), cmp.Compare(k.epoch, o.epoch), cmp.Compare(k.seq, o.seq),
		k.position.compare(o.position))
}

func (k openKey) compare(o openKey) int {
	return cmp.Or(k.end.compare(o.end), k.position.compare(o.position))
}

func (k timeKey) compare(o timeKey) int {
	return cmp.Or(cmp.Compare(k.at, o.at), k.entry.compare(o.entry))
}

func (k causeKey) compare(o causeKey) int {
	return cmp.Or(order(k.cause, o.cause), k.entry.compare(o.entry))
}

func (k countKey) compare(o countKey) int {
	return cmp.Or(order(k.connection, o.connection), order(k.state, o.state))
}

func (k pauseKey) compare(o pauseKey) int {
	return cmp.Or(order(k.scope, o.scope), order(k.id, o.id))
}

func (k historyKey) compare(o historyKey) int {
	return cmp.Or(k.end.compare(o.end), k.timeKey.compare(o.timeKey))
}

func (k attachmentKey) compare(o attachmentKey) int {
	return cmp.Or(order(k.tracker, o.tracker), order(k.id, o.id), cmp.Compare(k.size, o.size))
}

func (k ruleKey) compare(o ruleKey) int {
	return cmp.Or(order(k.connection, o.connection), order(k.side, o.side), k.number.compare(o.number))
}

// index brings a set up to date with the key that a record has in it, if any:
// that of rec (nil: nothing) in the place of that of old (nil: there is none).
func index[K ordered[K], R any](t *tree[K, none], o *owner, old, rec *R, key func(*R) (K, bool)) {
	var was, is K
	var had, has bool
	if old != nil {
		was, had = key(old)
	}
	if rec != nil {
		is, has = key(rec)
	}
	if had && has && was.compare(is) == 0 {
		return
	}
	if had {
		t.del(o, was)
	}
	if has {
		t.set(o, is, none{})
	}
}
