// Package tracker is the contract between the engine and a kind of tracker.
// A connector translates; it does not decide, retry, loop or remember. The
// engine does those, once, for all trackers.
package tracker

import (
	"context"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// Spec describes one kind of tracker. It is plain data: the console draws the
// form from it, the docs are generated from it, the lint checks it.
type Spec struct {
	Kind     string // folder name; never changes once released
	Title    string
	Settings []Setting
	Habits   Habits
	Once     string                                 // "" or why an effect can only be promised at least once
	New      func(Settings, Env) (Connector, error) // no I/O
}

// Habits is what the pair protocol must know of a tracker; see the table in
// docs/pair-protocol.md. Declare what is proven, not what is hoped.
type Habits struct {
	Revision         Revision      // exact, coarse (with Unit) or none
	Unit             time.Duration // what one coarse revision covers
	Conditional      bool          // Create and Set obey IfRev
	Checked          bool          // writes refuse a former IfRev, though an edit may slip in between their look and their write; then the receipt's Rev stays IfRev
	ConditionalParts bool          // writes of comments, attachments, work logs and links obey IfRev too
	ChangeLog        bool          // Logger names author and old value of every change, ours too
	ReadLag          time.Duration // how long a read or search may show an older state
	Longest          time.Duration // after this no request of ours can still land
	SilentDeletions  bool          // Changes never tells of a deletion
	SilentEdits      bool          // nor of some edits, of comments perhaps
	CarriesState     bool          // changes and hooks may carry the whole state
	Kept             []string      // fields and sets that stay as they were made: "description", "comments", ...; sets can be added to
	Marks            []string      // fields whose objects can carry our mark, and show it when read: "issue", "comments", ...; see PartMarker
	StatusApart      bool          // the status is changed by a call of its own (a transition)
	Links            []string      // types of links that can be made: "relates", "blocks", "blocked by", "duplicates", "duplicated by", "precedes", "follows" mean the same everywhere
	Format           string        // of long texts, a richtext.Format: markdown, textile, html, plain, jira, adf
}

// Revision says what a tracker's revisions are good for.
type Revision string

// The kinds of revision.
const (
	Exact  Revision = "exact"  // one for each change, ordered by hub.Rev.Compare
	Coarse Revision = "coarse" // ordered, but several changes may share one (whole seconds)
	None   Revision = "none"   // a digest of all that Get shows, or nothing: equal or different, no order
)

// Marked reports whether objects of the field can carry our mark.
func (h Habits) Marked(field string) bool {
	return slices.Contains(h.Marks, field)
}

// Keeps reports whether the field stays as it was made. To change it, or to take
// an element out, is Invalid.
func (h Habits) Keeps(field string) bool { return slices.Contains(h.Kept, field) }

// Guarded reports whether nobody's edit can slip between a check and Set.
func (h Habits) Guarded() bool { return h.Revision == Exact && h.Conditional }

// Accounted reports whether no edit slips in unnoticed, though it may slip in:
// between the IfRev of a write and the Rev of its receipt there is nothing but
// the write, or else the two are the same.
func (h Habits) Accounted() bool { return h.Revision == Exact && h.Checked && h.ReadLag == 0 }

// HabitsOf returns the habits that hold for a connector: its own, if it is a
// Declarer, or those of its kind.
func (s Spec) HabitsOf(c Connector) Habits {
	if d, ok := c.(Declarer); ok {
		return d.Habits()
	}
	return s.Habits
}

// Setting is one thing an owner says about a tracker.
type Setting struct {
	Name, Title, Help string
	Secret, Required  bool
	Default           string
}

// Settings are the owner's values by name, defaults filled in.
type Settings map[string]string

// Env is what a connector may use from the house, and nothing else.
type Env struct {
	HTTP *http.Client // paced, retried, redacted, recorded in tests; see Bulk, Repeatable, Streaming
	Log  *slog.Logger
	Now  func() time.Time
	// Check returns nil for an answer of HTTP that can be used, and otherwise a
	// *hub.Error that says why not, with the tracker's own reason from the body.
	Check func(*http.Response) error
	Keep  Keeper // nil: nothing is kept beyond the connector's life
}

// Keeper keeps secrets that a connector is given while it works, such as tokens
// that are renewed. They are the tracker's own, stay over restarts and moves of
// the address, and appear in no log, error or recording from then on.
type Keeper interface {
	// Keep shows change what is kept under a name, "" if nothing is, and keeps what
	// it gives; where change fails, what was kept stays, and its error comes back.
	// One change of a name runs at a time, also if several processes share the
	// node's data. The name is made of small letters and digits.
	Keep(ctx context.Context, name string, change func(was string) (string, error)) error
	// Hide keeps values out of logs, errors and recordings.
	Hide(values ...string)
}

// Write says where a write goes and on which condition.
type Write struct {
	Ref   hub.Ref
	IfRev hub.Rev // "" for any; else the write fails with Conflict if the issue moved on, where Habits say so
	Mark  string  // carried by what is made, where Habits.Marks has its field
}

// Connector is what every kind of tracker can do. All methods may be called at
// once from several goroutines and return *hub.Error for anything foreseeable.
// A write whose outcome is not known returns Unreachable; any other error says
// that nothing was written.
type Connector interface {
	// Check proves the settings work: reaches the tracker and names the account.
	Check(ctx context.Context) (hub.User, error)

	// Get reads an issue in full, its revision and our marks included. NotFound
	// if there is none or it is hidden: the caller must not take it for deleted.
	// A ref without an ID names an issue by what people call it, where that is
	// not its ID too. The caller owns the answer.
	Get(ctx context.Context, ref hub.Ref) (*hub.Issue, error)

	// Create makes an issue from the set fields and sets, comments, attachments,
	// work logs and links excepted. It does not keep is.
	Create(ctx context.Context, w Write, is *hub.Issue) (Receipt, error)

	// Set writes what the patch names and nothing else. Writing a value that is
	// already there is no error; a value the tracker silently refused is Invalid,
	// with Field set.
	Set(ctx context.Context, w Write, p Patch) (Receipt, error)

	// Canon brings a field's value into the form in which the tracker will show
	// it again (trim, line ends, rich text): pure, no I/O. For an element of a
	// set, v is the element's value as hub.Parts has it. Canon(Canon(v)) is Canon(v).
	Canon(field string, v hub.Value) hub.Value

	// Head returns the cursor of now, to start from.
	Head(ctx context.Context) (Cursor, error)

	// Changes yields what changed since cursor, oldest first, at least once
	// each, each with the cursor to continue from. It ends when there are no
	// more; it does not wait. A failure ends it with an error.
	Changes(ctx context.Context, since Cursor) iter.Seq2[Change, error]

	// Find yields the issues that match a query in the tracker's own language;
	// "" matches all. With only given, it considers no other issue. A query that
	// makes no sense yields one Invalid error.
	Find(ctx context.Context, query string, only ...hub.Ref) iter.Seq2[hub.Ref, error]
}

// Cursor is a place in a tracker's stream of changes, opaque to all but the
// connector.
type Cursor string

// Patch is what Set writes: fields by value, sets by element.
type Patch struct {
	Fields hub.Issue // scalars and custom fields to set; those named in Fields.Cleared are emptied
	Add    hub.Issue // elements of labels, components, versions, sprints, watchers to put in
	Drop   hub.Issue // elements of the same to take out
}

// Receipt proves a write: by it our own change is known again when it is seen.
type Receipt struct {
	Ref    hub.Ref
	Rev    hub.Rev    // of the issue after the write, "" if not told; where Habits.Checked and something else changed since IfRev, IfRev
	ID     string     // of the comment, attachment, work log or link that was made
	Change string     // change-log id, if the tracker gives one
	State  *hub.Issue // the whole issue after the write, if the tracker answers with it
}

// Change is one thing that happened to an issue, as the tracker tells it.
type Change struct {
	Ref     hub.Ref
	At      time.Time
	Rev     hub.Rev
	Sole    bool       // no other change of the issue has this Rev, though revisions be coarse
	ID      string     // change-log, journal or comment id, to match a Receipt
	By      string     // account; informs, never decides
	State   *hub.Issue // the whole state of that moment, where the tracker gives it
	Deleted bool       // the tracker says so; merely not found is no Change
	Was     hub.Ref    // before a move, or while it could not be read
	Fault   *hub.Error // the issue is there but cannot be read (a broken file); nothing of it may be taken
	Next    Cursor
}

// A connector adds what its tracker can do beyond that by implementing these.
// The suite in trackertest runs the matching part for each one it finds.
type (
	// Commenter writes comments.
	Commenter interface {
		AddComment(ctx context.Context, w Write, c hub.Comment) (Receipt, error)
		EditComment(ctx context.Context, w Write, c hub.Comment) (Receipt, error)
		DropComment(ctx context.Context, w Write, id string) (Receipt, error)
	}
	// Attacher reads and writes attachments. AddAttachment reads r to its end
	// and stores nothing if r fails.
	Attacher interface {
		OpenAttachment(ctx context.Context, ref hub.Ref, id string) (io.ReadCloser, error)
		AddAttachment(ctx context.Context, w Write, a hub.Attachment, r io.Reader) (Receipt, error)
		DropAttachment(ctx context.Context, w Write, id string) (Receipt, error)
	}
	// WorkLogger writes work logs.
	WorkLogger interface {
		AddWorkLog(ctx context.Context, w Write, l hub.WorkLog) (Receipt, error)
		EditWorkLog(ctx context.Context, w Write, l hub.WorkLog) (Receipt, error)
		DropWorkLog(ctx context.Context, w Write, id string) (Receipt, error)
	}
	// Linker writes links between issues of the tracker, and to addresses.
	Linker interface {
		AddLink(ctx context.Context, w Write, l hub.Link) (Receipt, error)
		DropLink(ctx context.Context, w Write, l hub.Link) (Receipt, error)
	}
	// Marker finds what was made with a mark.
	Marker interface {
		// FindMarked returns the issue made with mark, or NotFound: how the
		// engine learns whether a Create it never heard back from went through.
		// Ask no earlier than Habits.ReadLag + Habits.Longest after the create.
		FindMarked(ctx context.Context, mark string) (hub.Ref, error)
	}
	// PartMarker shows the marks of elements where Get does not, because they cost a
	// request of their own that only a lost answer is worth.
	PartMarker interface {
		// PartMarks gives the marks of the elements of a field, as comments, by the ids
		// of the elements; those without a mark are left out. sure is false where such
		// elements carry no marks in this installation: then nothing was learned.
		PartMarks(ctx context.Context, ref hub.Ref, field string) (marks map[string]string, sure bool, err error)
	}
	// TwinLinker shows people where the twin of an issue is.
	TwinLinker interface {
		// LinkTwin puts a link to the twin beside an issue, in the place of an earlier one
		// with the same w.Mark, so that it may be repeated. It is no link of the issue's,
		// and no change of it.
		LinkTwin(ctx context.Context, w Write, address, title string) error
	}
	// Logger reads the change log of an issue: entries newer than after, oldest
	// first, each a change of one field. Entries of one write share an ID, or have
	// one each, of which the Receipt names the last.
	// hub.Issue.Log is the newest entry's ID at the time of reading.
	Logger interface {
		Entries(ctx context.Context, ref hub.Ref, after string) ([]hub.HistoryItem, error)
	}
	// Hooker understands webhooks.
	Hooker interface {
		// ParseHook authenticates a webhook call by what the tracker puts into it,
		// beyond the secret of the address, and names what changed.
		ParseHook(r *http.Request, body []byte) ([]Change, error)
	}
	// Subscriber is a Hooker whose tracker can be asked to call.
	Subscriber interface {
		// Subscribe has the tracker call an address when something changes. What is
		// there for this address already is left or brought up to date, so it may be
		// repeated. The tracker signs its calls with secret if it can, and from then on
		// ParseHook refuses those it should have signed. It must be repeated by renew,
		// never if that is the zero time. Denied where the account may not do it.
		Subscribe(ctx context.Context, address, secret string) (renew time.Time, err error)
		// Unsubscribe ends that; it is no error if there is nothing to end.
		Unsubscribe(ctx context.Context, address string) error
	}
	// Picker is a Hooker whose tracker calls when what it tells of can be read, so that
	// the issues a call names are read at once.
	Picker interface {
		// Picks reports whether a query of Find takes in an issue, where looking at it can
		// tell; sure is false where only Find can. read gives the issue, and is called
		// where it helps. A yes is right; a no may wait for the next poll to be put right.
		Picks(query string, ref hub.Ref, read func() (*hub.Issue, error)) (yes, sure bool, err error)
	}
	// Watcher tells at once that Changes may have something, so that nobody has
	// to wait for the next poll. Watch returns when ctx ends or watching is not
	// possible; the poll goes on regardless.
	Watcher interface {
		Watch(ctx context.Context, changed func()) error
	}
	// Schemer lists what may be set, for the visual mode and for completion.
	Schemer interface {
		Fields(ctx context.Context, project, issueType string) ([]Field, error)
	}
	// Identifier names the tracker itself, so that a copy is told from the
	// original; stable over moves of address.
	Identifier interface {
		Identity(ctx context.Context) (string, error)
	}
	// Directory finds what issues refer to, for the helpers of rules.
	Directory interface {
		// Look finds one thing by members that it must have: what is user, project,
		// issueType, status, priority, resolution, version, component, option,
		// customField ... A user comes as hub.User, everything else as a map with the
		// members that rules know it by (id, name, key, value). nil if there is none.
		Look(ctx context.Context, what string, by map[string]string) (hub.Value, error)
	}
	// Asker writes a query for Find, for the helpers of rules.
	Asker interface {
		// Query is a query that matches the issues which show a value in a field:
		// summary, or the name of a custom field. Where the tracker cannot compare it
		// may match others too, so who asks looks at what was found. An Invalid error
		// if the tracker's language cannot say it, or it has no such field.
		Query(ctx context.Context, field, value string) (string, error)
	}
	// Maker makes what issues refer to, for the helpers of rules.
	Maker interface {
		// Make makes a thing that Look finds by what it was made of: what is version
		// or component, of has name, project and description. One of that name that
		// is there already is given instead, so that a Make whose outcome nobody
		// knows may be repeated. nil where the account may not make any.
		Make(ctx context.Context, what string, of map[string]string) (hub.Value, error)
	}
	// Requester puts requests of rules to the tracker's own API.
	Requester interface {
		// Request sends what the map says (method, path, query, header, body) with
		// the node's credentials, to this tracker and no other host, and answers with
		// code, header and body. An answer of whatever status is no error.
		Request(ctx context.Context, request hub.Value) (hub.Value, error)
	}
	// Declarer declares the habits of this installation, where its settings make
	// them other than those of its kind. They do not change while it lives.
	Declarer interface{ Habits() Habits }
	// Authorizer is let in by a person in a browser.
	Authorizer interface {
		// Authorize begins: it gives the address that the person opens, and what is to
		// be called with the answer, which is the address that the browser is sent to in
		// the end, or the code shown there. finish may be called again after it failed.
		Authorize(ctx context.Context) (visit string, finish func(ctx context.Context, answer string) error, err error)
	}
	// Closer gives back what a connector holds (watches, files).
	Closer interface{ Close() error }
)

// Field describes something that may be set on an issue.
type Field struct {
	ID, Title, Type string
	Options         []string
	Required        bool
}
