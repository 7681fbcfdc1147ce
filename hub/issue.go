package hub

import (
	"slices"
	"time"
)

// Issue is a tracker's issue in neutral terms. A connector fills it, a rule
// reads and changes it. Only Ref is always set; the zero value of any other
// field means "not told", never "empty on purpose": that is what Cleared is for.
type Issue struct {
	Ref           Ref
	Rev           Rev    // as read; for conditional writes and receipts. Never on the wire.
	Mark          string // our marker, if the tracker shows one. Never on the wire.
	Log           string // id of the newest change-log entry as read, if any. Never on the wire.
	Project       string
	Type          string
	Summary       string
	Description   string
	Environment   string
	Status        string
	Resolution    string
	Priority      string
	Severity      string
	SecurityLevel string
	Assignee      *User
	Reporter      *User
	Creator       *User
	Parent        *Ref
	Due           time.Time // a date, or a moment
	Created       time.Time
	Updated       time.Time
	Resolved      time.Time
	URL           string
	Estimate      *int64 // original estimate, in seconds
	Remaining     *int64 // remaining estimate, in seconds
	Spent         *int64 // time spent, in seconds; derived from work logs

	Labels           []string
	Components       []string
	AffectedVersions []string
	FixVersions      []string
	Sprints          []string
	Watchers         []User
	Links            []Link
	Comments         []Comment // oldest first
	Attachments      []Attachment
	WorkLogs         []WorkLog
	History          []HistoryItem // oldest first

	CustomFields Values
	CustomKeys   Values   // whatever the sender's rule adds
	Extra        Values   // ad-hoc and unknown keys: inlined by the codec, shown to rules, sent on, part of the content
	Cleared      []string // field names emptied on purpose
}

// User is a person or account of a tracker. ID is the tracker's immutable id.
type User struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
}

// Is reports whether two users are the same one: by id where both have one,
// else by mail, else by name.
func (u User) Is(o User) bool {
	switch {
	case u.ID != "" && o.ID != "":
		return u.ID == o.ID
	case u.Email != "" && o.Email != "":
		return u.Email == o.Email
	}
	// Nothing in common is not the same: a bare id is not a bare mail.
	return u.Name == o.Name && (u.Name != "" || u == o)
}

// Comment is one remark. Body is in the tracker's own format; Private ones are
// not shown to customers and never become public by themselves.
type Comment struct {
	ID      string    `json:"id"`
	Author  *User     `json:"author,omitempty"`
	Body    string    `json:"body"`
	Created time.Time `json:"created,omitzero"`
	Updated time.Time `json:"updated,omitzero"`
	Private bool      `json:"private,omitempty"`
	Only    Audience  `json:"only,omitzero"` // who may read it, if it is for some only; it is Private then
	Mark    string    `json:"-"`             // the mark we gave it, where the tracker can carry one
}

// Audience is who may read what is not for everybody: a role or a group, by the
// name that its own tracker gives it. In another tracker the name means nothing,
// or somebody else.
type Audience struct {
	Role  string `json:"role,omitempty"`
	Group string `json:"group,omitempty"`
}

// Attachment names a blob by content. Bytes travel apart from the replica and
// are accepted only if they hash to Digest.
type Attachment struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Type    string    `json:"type,omitempty"` // media type
	Size    int64     `json:"size"`
	Digest  Digest    `json:"digest,omitempty"`
	Author  *User     `json:"author,omitempty"`
	Created time.Time `json:"created,omitzero"`
	Mark    string    `json:"-"`
}

// WorkLog is time somebody spent, in seconds.
type WorkLog struct {
	ID      string    `json:"id"`
	Author  *User     `json:"author,omitempty"`
	Text    string    `json:"text,omitempty"`
	Started time.Time `json:"started,omitzero"`
	Seconds int64     `json:"seconds"`
	Only    Audience  `json:"only,omitzero"`
	Mark    string    `json:"-"`
}

// Link ties an issue to another one of the same tracker, or to an address.
type Link struct {
	ID    string `json:"id,omitempty"`
	Type  string `json:"type"` // as the tracker names it: "blocks", "relates"
	To    Ref    `json:"to,omitzero"`
	URL   string `json:"url,omitempty"`
	Title string `json:"title,omitempty"`
}

// HistoryItem is one change of one field, as the tracker's change log has it.
type HistoryItem struct {
	ID    string    `json:"id"`
	At    time.Time `json:"at,omitzero"`
	By    *User     `json:"by,omitempty"`
	Field string    `json:"field"`
	From  Value     `json:"from,omitempty"`
	To    Value     `json:"to,omitempty"`
}

// Clone returns a deep copy.
func (is *Issue) Clone() *Issue {
	c := *is
	c.Assignee, c.Reporter, c.Creator = clonePtr(is.Assignee), clonePtr(is.Reporter), clonePtr(is.Creator)
	c.Parent = clonePtr(is.Parent)
	c.Estimate, c.Remaining, c.Spent = clonePtr(is.Estimate), clonePtr(is.Remaining), clonePtr(is.Spent)
	for _, l := range []*[]string{&c.Labels, &c.Components, &c.AffectedVersions, &c.FixVersions, &c.Sprints, &c.Cleared} {
		*l = slices.Clone(*l)
	}
	c.Watchers = slices.Clone(is.Watchers)
	c.Links = slices.Clone(is.Links)
	c.Comments = slices.Clone(is.Comments)
	for i := range c.Comments {
		c.Comments[i].Author = clonePtr(c.Comments[i].Author)
	}
	c.Attachments = slices.Clone(is.Attachments)
	for i := range c.Attachments {
		c.Attachments[i].Author = clonePtr(c.Attachments[i].Author)
	}
	c.WorkLogs = slices.Clone(is.WorkLogs)
	for i := range c.WorkLogs {
		c.WorkLogs[i].Author = clonePtr(c.WorkLogs[i].Author)
	}
	c.History = slices.Clone(is.History)
	for i := range c.History {
		h := &c.History[i]
		h.By, h.From, h.To = clonePtr(h.By), cloneValue(h.From), cloneValue(h.To)
	}
	c.CustomFields = cloneValues(is.CustomFields)
	c.CustomKeys = cloneValues(is.CustomKeys)
	c.Extra = cloneValues(is.Extra)
	return &c
}

func clonePtr[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

func cloneValues(m Values) Values {
	if m == nil {
		return nil
	}
	c := make(Values, len(m))
	for k, v := range m {
		c[k] = cloneValue(v)
	}
	return c
}

func cloneValue(v Value) Value {
	switch v := v.(type) {
	case []Value:
		l := make([]Value, len(v))
		for i, e := range v {
			l[i] = cloneValue(e)
		}
		return l
	case map[string]Value:
		return map[string]Value(cloneValues(v))
	case Values:
		return cloneValues(v)
	}
	return v
}

// IsCleared reports whether the field was emptied on purpose.
func (is *Issue) IsCleared(field string) bool { return slices.Contains(is.Cleared, field) }

// Clear empties a field on purpose.
func (is *Issue) Clear(field string) {
	if !is.IsCleared(field) {
		is.Cleared = append(is.Cleared, field)
	}
}
