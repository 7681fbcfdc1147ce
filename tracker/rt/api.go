package rt

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// What RT sends, as it names it. Records say what they are as "type"; some have
// a "Type" besides, and what decodes JSON tells the two apart only where both
// have a place.

// text is a value that RT sends as text, as a number, as nothing, or as an
// object that stands for another record, of which the id is meant: which of
// them differs by version and by database.
type text string

func (t *text) UnmarshalJSON(b []byte) error {
	*t = ""
	var v any
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return err
	}
	if m, ok := v.(map[string]any); ok {
		v = m["id"]
	}
	switch v := v.(type) {
	case string:
		*t = text(v)
	case json.Number:
		*t = text(v)
	case bool:
		*t = "0"
		if v {
			*t = "1"
		}
	}
	return nil
}

func (t text) int() int64 {
	n, err := strconv.ParseFloat(string(t), 64)
	if err != nil || n != n || n > 1e12 || n < -1e12 {
		return 0
	}
	return int64(n)
}

// rows are the records of a list. In the place of one that we may not see RT
// sends an empty text; one alone may come without a list around it.
type rows[T any] []T

func (r *rows[T]) UnmarshalJSON(b []byte) error {
	*r = nil
	var all []json.RawMessage
	if b = bytes.TrimSpace(b); len(b) > 0 && b[0] == '{' {
		all = []json.RawMessage{b}
	} else if len(b) == 0 || b[0] != '[' {
		return nil
	} else if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	for _, one := range all {
		if one = bytes.TrimSpace(one); len(one) == 0 || one[0] != '{' {
			continue
		}
		var t T
		if err := json.Unmarshal(one, &t); err != nil {
			return err
		}
		*r = append(*r, t)
	}
	return nil
}

// listing is one page of a list. Total is nil where RT does not say how many
// there are, since it hides some from us; a page may then hold fewer than asked
// for and not be the last.
type listing[T any] struct {
	Items rows[T]
	Total *int64
}

// record stands for a person or group in a ticket.
type record struct {
	ID           text `json:"id"`
	Type         text `json:"type"`
	RealName     text
	EmailAddress text
}

type account struct {
	ID           text `json:"id"`
	Name         text
	RealName     text
	EmailAddress text
	Created      text
}

type queue struct {
	ID        text `json:"id"`
	Name      text
	Lifecycle text
}

type ticket struct {
	ID            text `json:"id"`
	Kind          text `json:"type"`
	Type          text
	Subject       text
	Status        text
	Priority      text
	FinalPriority text
	Queue         queue
	Owner         record
	Creator       record
	Requestor     rows[record]
	Cc            rows[record]
	AdminCc       rows[record]
	Created       text
	LastUpdated   text
	Due           text
	Starts        text
	Started       text
	Resolved      text
	TimeEstimated text
	TimeLeft      text
	TimeWorked    text
	CustomFields  rows[customValue]
	Hyperlinks    rows[hyperlink] `json:"_hyperlinks"`

	rev int64 // the number of the newest transaction that we may see, from the entity tag
}

type customValue struct {
	ID     text `json:"id"`
	Name   text `json:"name"`
	Values []any
}

// hyperlink is a link of the ticket (Ref tells of what kind), or a status that
// RT's own pages offer next (Ref is "lifecycle").
type hyperlink struct {
	Ref  text `json:"ref"`
	Type text `json:"type"`
	ID   text `json:"id"`
	URL  text `json:"_url"`
	To   text `json:"to"`
	From text `json:"from"`
}

// transaction is one thing that was done to a ticket.
type transaction struct {
	ID        text `json:"id"`
	Kind      text `json:"type"`
	Type      text
	Field     text
	Creator   record
	Created   text
	OldValue  text
	NewValue  text
	Data      text
	TimeTaken text
	ObjectID  text `json:"ObjectId"`
}

func (t *transaction) number() int64 { return t.ID.int() }

// attachment is a text or a file: RT keeps both alike.
type attachment struct {
	ID            text `json:"id"`
	TransactionID text `json:"TransactionId"`
	Filename      text
	ContentType   text
	ContentLength text
	Content       text
}

func (a *attachment) isText() bool {
	t := strings.ToLower(string(a.ContentType))
	return t == "text/plain" || t == "text/html"
}

// customField is how a field is defined.
type customField struct {
	ID        text `json:"id"`
	Kind      text `json:"type"`
	Name      text
	Type      text
	MaxValues text
	Disabled  text
	Values    valueNames
}

// valueNames are the values that can be chosen: names, or since RT 6 objects
// with a name.
type valueNames []string

func (v *valueNames) UnmarshalJSON(b []byte) error {
	*v = nil
	var list []any
	if b = bytes.TrimSpace(b); len(b) == 0 || b[0] != '[' {
		return nil
	}
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	for _, e := range list {
		switch e := e.(type) {
		case string:
			*v = append(*v, e)
		case map[string]any:
			if s, ok := e["name"].(string); ok {
				*v = append(*v, s)
			}
		}
	}
	return nil
}
