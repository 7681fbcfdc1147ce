package script

import "strings"

// A Kind is a class of the objects that rules work on: an item, a comment, a
// user. Kinds differ only in their members, so they are a table (kinds.go), and
// the reference in docs/script-api.md is made of it.
type Kind struct {
	Name    string // as errors and the reference call it
	Class   string // the Java name, which rules may construct and name in types
	Short   string // the member that a plain text stands for: a status is its name
	Same    string // the member by which two are equal; "" for identity alone
	Members []Member
	Open    bool // any other name is a property too: it reads as null and may be set

	index map[string]int // of Members, by name and alias
	id    int            // of Members; -1 if it has none
	room  int            // for how many members a rule often reaches
	deep  uint64         // the members whose values can be changed in place, or have no one form
}

// A Member is a property of a kind.
type Member struct {
	Name    string
	Aliases []string // other names for the same, as older versions and other trackers have them
	Of      string   // the kind of the value, or of each element; "" for plain values
	Plain   Plain    // what kind of plain value
	List    bool
	Doc     string
	Mark    string // D, C or U: how sure we are that rules meet it like this
	On      string // the trackers that have it; "" for all

	// A member may be a view of another one: typeName is the name of type.
	Get func(o *Object) any
	Set func(o *Object, v any) error
}

// Plain says what form a plain value takes when a rule assigns it.
type Plain int

// The forms of plain values.
const (
	Any     Plain = iota // as it is
	Text                 // GStrings become strings; everything else stays
	Whole                // a Long where it is written in digits
	Date                 // java.util.Date; a text in ISO 8601 becomes one
	Boolean              // true or false
)

func (k *Kind) member(name string) (int, bool) {
	i, ok := k.index[name]
	return i, ok
}

// short returns the last part of the Java name.
func (k *Kind) short() string { return k.Class[strings.LastIndexByte(k.Class, '.')+1:] }

var kindByName = map[string]*Kind{}

// The table is filled here, not where it is declared: views of members look
// kinds up themselves.
func init() {
	for i := range kinds {
		k := &kinds[i]
		k.index = make(map[string]int, 2*len(k.Members))
		k.room, k.id = 2, -1
		if k.Name == "item" {
			k.room = 20
		}
		for j, mem := range k.Members {
			if mem.Name == "id" {
				k.id = j
			}
			if mem.List || mem.Of != "" || mem.Plain == Any {
				k.deep |= 1 << j
			}
			k.index[mem.Name] = j
			for _, a := range mem.Aliases {
				k.index[a] = j
			}
		}
		kindByName[k.Name] = k
	}
	fieldKind = kindByName["customField"]
	fieldName, fieldValueAt = fieldKind.index["name"], fieldKind.index["value"]
}
