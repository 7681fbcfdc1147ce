package store

import (
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// RuleVersion is what the rules of one side of a connection were at one time:
// the files of their folder, by path within it, slashes between.
type RuleVersion struct {
	Connection hub.ConnectionID `json:"connection"`
	Side       hub.Side         `json:"side"`
	Number     int              `json:"number"` // 1 for the first that was published; 0 for the draft
	At         time.Time        `json:"at"`
	Who        string           `json:"who"`
	Note       string           `json:"note"`
	// Of is the version that this one brings back, or that a draft began with; 0
	// for none.
	Of     int               `json:"of,omitempty"`
	Digest string            `json:"digest"` // of the files
	Files  map[string]string `json:"files,omitempty"`
}

// Rules keeps the rules that live in the database: for each side of a
// connection every version that was ever published, and one draft.
type Rules interface {
	// Get returns a version, or with number 0 the draft, or ErrNone.
	Get(c hub.ConnectionID, side hub.Side, number int) (*RuleVersion, error)
	// Put stores a version. The draft (Number 0) takes the place of the one there
	// is; a version that is published once stays as it is, and to put its number
	// again is an error.
	Put(*RuleVersion) error
	// DropDraft forgets the draft. Dropping none is no error.
	DropDraft(c hub.ConnectionID, side hub.Side) error
	// List returns the versions published, without their files, newest first;
	// limit 0 for all.
	List(c hub.ConnectionID, side hub.Side, limit int) ([]RuleVersion, error)
}
