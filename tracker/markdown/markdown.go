// Package markdown makes a folder of Markdown files a tracker: one file for an
// issue, with YAML front matter, the description below it and the comments
// below that, and attachments in a folder beside it. It is a tracker that needs
// no server, to be read on any Git forge and edited with any editor while the
// node runs.
//
// It keeps byte for byte what it does not understand, changes the lines it must
// and no others, and never writes over an edit it has not read. It does not
// merge, does not commit to Git, and keeps no history of its own.
//
// The one thing to know before changing it: what an issue is, is in its file;
// .entwine only remembers what was told. Whatever is in there may be lost, and
// then everything is told once more, but nothing is told as deleted. The parts
// are: front and edit (front matter), body (comments), file and issue (both, as
// text and as hub.Issue); disk (safe writes), index (what is known), walk, scan
// and resolve (what changed, and which file is which issue), write and watch.
package markdown

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// Spec describes folders of Markdown files.
var Spec = tracker.Spec{
	Kind:  "markdown",
	Title: "Markdown files",
	Settings: []tracker.Setting{
		{Name: "path", Title: "Folder", Required: true, Help: "/home/ann/acme: every .md file below it is an issue"},
		{Name: "prefix", Title: "Prefix of keys", Help: "ACME for ACME-12; the folder's name if empty"},
		{Name: "author", Title: "Author", Default: "entwine", Help: "who wrote the comments that name nobody"},
	},
	Habits: tracker.Habits{
		// A file's bytes are its revision: two states of the same bytes are the same.
		Revision:         tracker.None,
		Conditional:      true,
		ConditionalParts: true,
		Marks:            []string{"issue", "comments", "attachments"},
		Links:            []string{"relates", "blocks", "blocked by", "duplicates", "duplicated by", "precedes", "follows"},
		Format:           "markdown",
	},
	New: newConnector,
}

type connector struct {
	path, prefix, author string
	now                  func() time.Time
	log                  *slog.Logger

	mu  sync.Mutex
	dir *folder // once the path could be resolved
}

var (
	_ tracker.Connector  = (*connector)(nil)
	_ tracker.Commenter  = (*connector)(nil)
	_ tracker.Attacher   = (*connector)(nil)
	_ tracker.Linker     = (*connector)(nil)
	_ tracker.Marker     = (*connector)(nil)
	_ tracker.Watcher    = (*connector)(nil)
	_ tracker.Schemer    = (*connector)(nil)
	_ tracker.Identifier = (*connector)(nil)
	_ tracker.Asker      = (*connector)(nil)
)

func newConnector(s tracker.Settings, env tracker.Env) (tracker.Connector, error) {
	c := &connector{
		path: s["path"], prefix: strings.TrimSpace(s["prefix"]), author: cleanAuthor(s["author"]), now: env.Now, log: env.Log,
	}
	if c.path == "" {
		return nil, refused("path", "a folder is wanted")
	}
	if c.prefix == "" {
		c.prefix = keyPrefix(c.path)
	}
	if !validKey(c.prefix + "-1") {
		return nil, refused("prefix", "a prefix of keys is made of letters and digits")
	}
	if c.author == "" {
		c.author = "entwine"
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	return c, nil
}

// folder returns the folder, shared with others who look at the same one. It is
// where every call begins, so a call whose caller has given up ends here.
func (c *connector) folder(ctx context.Context) (*folder, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dir != nil {
		return c.dir, nil
	}
	path, err := filepath.Abs(c.path)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return nil, away("the folder "+c.path+" is not there: "+reason(err), err)
	}
	c.dir = shared(path, c.prefix, c.now, c.log)
	return c.dir, nil
}

// Check implements tracker.Connector.
func (c *connector) Check(ctx context.Context) (hub.User, error) {
	f, err := c.folder(ctx)
	if err == nil {
		err = f.check()
	}
	if err != nil {
		return hub.User{}, err
	}
	return parseUser(c.author), nil
}

// Identity implements tracker.Identifier: it is in the folder's marker, and
// goes with the folder wherever it is moved.
func (c *connector) Identity(ctx context.Context) (string, error) {
	f, err := c.folder(ctx)
	if err == nil {
		err = f.open(true)
	}
	if err != nil {
		return "", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.identity, nil
}

// Get implements tracker.Connector.
func (c *connector) Get(ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
	f, err := c.folder(ctx)
	if err != nil {
		return nil, err
	}
	return c.read(ctx, f, ref, true)
}

// read reads an issue, with its attachments if they are wanted.
func (c *connector) read(ctx context.Context, f *folder, ref hub.Ref, files bool) (*hub.Issue, error) {
	l, err := f.load(ctx, ref)
	if err != nil {
		return nil, err
	}
	is, bad := l.issue(c.prefix)
	if bad != nil {
		return nil, invalidFile(f.told(l.path), bad)
	}
	is.Ref, is.Rev, is.Updated = hub.Ref{ID: l.id, Key: l.id}, l.rev(), time.Unix(0, l.at.mtime).UTC()
	if files {
		is.Attachments, err = f.attachments(ctx, l)
	}
	return is, err
}

// Create implements tracker.Connector.
func (c *connector) Create(ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
	f, err := c.folder(ctx)
	if err == nil {
		err = f.ready(ctx, true)
	}
	if err == nil {
		err = f.open(true)
	}
	if err != nil {
		return tracker.Receipt{}, err
	}
	e, err := f.create(ctx, c.prefix, func(key string) (*file, error) {
		return newFile(key, is, w.Mark, c.prefix, c.now().UTC().Truncate(time.Second))
	})
	if err != nil {
		return tracker.Receipt{}, err
	}
	return tracker.Receipt{Ref: hub.Ref{ID: e.id, Key: e.id}, Rev: revOf(e.digest, e.files)}, nil
}

// Set implements tracker.Connector.
func (c *connector) Set(ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
	return c.update(ctx, w, func(l *loaded) (*file, error) { return l.apply(&p, c.prefix) })
}

func (c *connector) update(ctx context.Context, w tracker.Write, edit func(*loaded) (*file, error)) (tracker.Receipt, error) {
	f, err := c.folder(ctx)
	if err != nil {
		return tracker.Receipt{}, err
	}
	return f.update(ctx, w, edit)
}

// FindMarked implements tracker.Marker.
func (c *connector) FindMarked(ctx context.Context, mark string) (hub.Ref, error) {
	f, err := c.folder(ctx)
	if err != nil {
		return hub.Ref{}, err
	}
	if err := f.scan(ctx, false); err != nil {
		return hub.Ref{}, err
	}
	for _, id := range f.marked(mark) {
		l, err := f.load(ctx, hub.Ref{ID: id})
		if err == nil && l.line(markKey) == mark {
			return hub.Ref{ID: id, Key: id}, nil
		}
		if code := hub.CodeOf(err); code != "" && code != hub.NotFound {
			return hub.Ref{}, err
		}
	}
	return hub.Ref{}, notFound("there is no issue with the mark " + mark)
}

func (f *folder) marked(mark string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var ids []string
	for id, e := range f.ix.byID {
		if mark != "" && e.mark == mark {
			ids = append(ids, id)
		}
	}
	return ids
}

// Fields implements tracker.Schemer. Any other name is a custom field.
func (c *connector) Fields(ctx context.Context, _, _ string) ([]tracker.Field, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	types := map[fieldKind]string{
		lineField: "text", textField: "text", userField: "user", refField: "issue", dateField: "date",
		durationField: "duration", setField: "set", usersField: "users",
	}
	list := []tracker.Field{{ID: "description", Title: "description", Type: "text"}}
	for _, def := range fieldTable {
		list = append(list, tracker.Field{ID: def.name, Title: def.key, Type: types[def.kind]})
	}
	return list, nil
}
