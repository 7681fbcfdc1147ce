package hub

import (
	"cmp"
	"strings"
)

type (
	// NodeID is a node's public-key fingerprint.
	NodeID string
	// ConnectionID names one agreement between two nodes.
	ConnectionID string
	// PairID names one local issue and its twin on the other side.
	PairID string
	// EventID names an event or an envelope; it sorts by creation time.
	EventID string
	// Digest is "sha256:<hex>" of some bytes.
	Digest string
)

// Side tells the two ends of a connection apart.
type Side string

// The sides. Who proposed the connection is the initiator; the crossing policy
// names one of the two, so both nodes pick the same winner.
const (
	Initiator Side = "initiator"
	Acceptor  Side = "acceptor"
)

// Other returns the opposite side.
func (s Side) Other() Side {
	if s == Initiator {
		return Acceptor
	}
	return Initiator
}

// EndKey names one end of a pair. A local connection keeps both ends in one
// database, so the pair alone does not name an end.
type EndKey struct {
	Pair PairID `json:"pair"`
	Side Side   `json:"side"`
}

// Mark is what an issue made by this end carries where the tracker has a
// hidden place for it, so that it can be found after a lost answer.
func (k EndKey) Mark() string { return "entwine:" + string(k.Pair) + ":" + string(k.Side) }

// ParseMark returns the end whose Mark is s.
func ParseMark(s string) (EndKey, bool) {
	rest, ok := strings.CutPrefix(s, "entwine:")
	if !ok {
		return EndKey{}, false
	}
	i := strings.LastIndexByte(rest, ':') // a pair's name is the other node's choice and may hold one
	if i <= 0 {
		return EndKey{}, false
	}
	k := EndKey{PairID(rest[:i]), Side(rest[i+1:])}
	return k, k.Side == Initiator || k.Side == Acceptor
}

// Ref names an issue of a tracker. ID is the tracker's immutable id and is what
// we store and compare; Key is what people see and may change (a move).
type Ref struct {
	ID  string `json:"id"`
	Key string `json:"key,omitempty"`
}

// String returns what people call the issue.
func (r Ref) String() string {
	if r.Key != "" {
		return r.Key
	}
	return r.ID
}

// Rev is a tracker's own revision of an issue (number, updated time, etag).
// Where a tracker declares its revisions exact or coarse they are ordered by
// Compare; where it declares none they are only equal or different.
type Rev string

// Compare orders two revisions: decimal numbers by value, anything else as
// text (times are therefore given in a form that sorts, RFC 3339 in UTC).
func (r Rev) Compare(o Rev) int {
	a, aIs := r.number()
	b, bIs := o.number()
	if !aIs || !bIs {
		return strings.Compare(string(r), string(o))
	}
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// number returns the digits of a decimal number without leading zeros; a
// revision may have more of them than an integer holds.
func (r Rev) number() (digits string, ok bool) {
	digits = strings.TrimLeft(string(r), "0")
	return digits, r != "" && strings.Trim(digits, "0123456789") == ""
}
