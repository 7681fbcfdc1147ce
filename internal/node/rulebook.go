package node

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
	"github.com/entwine-sync/entwine/internal/rule/trial"
	"github.com/entwine-sync/entwine/internal/store"
)

// The bounds of the rules of one side: the largest in the field are some dozen
// files with a few hundred kB of tables.
const (
	mostRuleFiles = 1000
	mostRuleBytes = 16 << 20
)

// RuleText is a change of the rules of a side that somebody wants.
type RuleText struct {
	Connection hub.ConnectionID  `json:"connection"`
	Side       hub.Side          `json:"side"`
	Who        string            `json:"who"`
	Note       string            `json:"note,omitempty"`
	Number     int               `json:"number,omitempty"` // the version to go back to
	Files      map[string]string `json:"files,omitempty"`  // nil for those of the draft
}

// RuleHistory is what the rules of a side were, newest first.
type RuleHistory struct {
	InForce  string              `json:"inForce"` // the version; a digest where the rules are a folder
	Folder   string              `json:"folder,omitempty"`
	Problem  string              `json:"problem,omitempty"` // why the newest are not in force
	Draft    *store.RuleVersion  `json:"draft,omitempty"`   // without its files
	Versions []store.RuleVersion `json:"versions"`
}

// RulePublished is how a publication went.
type RulePublished struct {
	OK       bool               `json:"ok"`
	Version  *store.RuleVersion `json:"version,omitempty"` // without its files
	Problems []RuleProblem      `json:"problems,omitempty"`
	Tests    int                `json:"tests"` // that were run
}

// RuleProblem is one reason not to publish rules.
type RuleProblem struct {
	File    string `json:"file,omitempty"` // within the folder
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Test    string `json:"test,omitempty"` // the one that fails
	Message string `json:"message"`
}

// book is the rules of one side that live in the database.
type book struct {
	connection hub.ConnectionID
	side       hub.Side
	visual     bool
	like       scripted.Set
	rules      *scripted.Published
	seen       int // the version that another process published last, under publishing
}

// stored finds the rules of a side, and refuses those that do not live here.
func (n *Node) stored(c hub.ConnectionID, side hub.Side) (*book, error) {
	k := n.cfg.Connection(string(c))
	switch {
	case k == nil:
		return nil, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeNode, Message: fmt.Sprintf("no connection is named %q", c)}
	case side != hub.Initiator && side != hub.Acceptor:
		return nil, invalid("a side is initiator or acceptor, not %q", side)
	case k.Mode == "basic":
		return nil, invalid("connection %s is in basic mode: it has no rules to write", c)
	}
	for _, b := range n.allBooks() {
		if b.connection == c && b.side == side {
			return b, nil
		}
	}
	return nil, invalid("the rules of connection %s, %s, are the folder %s: it is followed, and its history is that of its version control; "+
		"with rules: database they live here", c, side, k.Side(side).Rules)
}

// RuleHistory lists the versions of the rules of a side.
func (n *Node) RuleHistory(ctx context.Context, c hub.ConnectionID, side hub.Side) (RuleHistory, error) {
	h := RuleHistory{Versions: []store.RuleVersion{}}
	for _, r := range n.followed() {
		if r.connection == c && r.side == side {
			h.InForce, h.Folder, h.Problem = r.folder.Version(), n.cfg.Connection(string(c)).Side(side).Rules, plainError(r.folder.Wrong())
			return h, nil
		}
	}
	b, err := n.stored(c, side)
	if err != nil {
		return h, err
	}
	h.InForce, h.Problem = b.rules.Version(), plainError(b.rules.Wrong())
	err = n.store.View(ctx, func(tx store.Tx) error {
		list, err := tx.Rules().List(c, side, 0)
		if err != nil {
			return err
		}
		h.Draft, h.Versions = nil, append([]store.RuleVersion{}, list...)
		d, err := tx.Rules().Get(c, side, 0)
		if errors.Is(err, store.ErrNone) {
			return nil
		}
		if h.Draft = d; d != nil {
			d.Files = nil
		}
		return err
	})
	return h, err
}

// RuleVersion returns a version with its files; number 0 is the draft, -1 the
// newest version.
func (n *Node) RuleVersion(ctx context.Context, c hub.ConnectionID, side hub.Side, number int) (v *store.RuleVersion, err error) {
	if _, err := n.stored(c, side); err != nil {
		return nil, err
	}
	err = n.store.View(ctx, func(tx store.Tx) (err error) {
		if number < 0 {
			list, err := tx.Rules().List(c, side, 1)
			if err == nil && len(list) == 0 {
				err = store.ErrNone
			}
			if err != nil {
				return err
			}
			number = list[0].Number
		}
		v, err = tx.Rules().Get(c, side, number)
		return err
	})
	switch number {
	case 0:
		return v, none(err, "connection %s, %s, has no draft", c, side)
	case -1:
		return v, none(err, "no rules of connection %s, %s, are published yet", c, side)
	}
	return v, none(err, "the rules of connection %s, %s, have no version %d", c, side, number)
}

// DraftRules keeps rules without using them. With no files the draft is dropped.
func (n *Node) DraftRules(ctx context.Context, t RuleText) (*store.RuleVersion, error) {
	if _, err := n.stored(t.Connection, t.Side); err != nil {
		return nil, err
	}
	v := &store.RuleVersion{Connection: t.Connection, Side: t.Side, At: n.now(), Who: t.Who, Note: t.Note, Files: t.Files}
	if t.Files != nil {
		if err := fit(t.Files); err != nil {
			return nil, err
		}
		v.Digest = digestOf(t.Files)
	}
	err := n.store.Update(ctx, func(tx store.Tx) error {
		if t.Files == nil {
			return tx.Rules().DropDraft(t.Connection, t.Side)
		}
		list, err := tx.Rules().List(t.Connection, t.Side, 1)
		if err == nil && len(list) > 0 {
			v.Of = list[0].Number
		}
		return errors.Join(err, tx.Rules().Put(v))
	})
	v.Files = nil
	return v, err
}

// PublishRules puts rules in force as a new version: the files given, or those of
// the draft. It does not if any does not compile or a test of theirs fails.
func (n *Node) PublishRules(ctx context.Context, t RuleText) (RulePublished, error) {
	v := &store.RuleVersion{Connection: t.Connection, Side: t.Side, Who: t.Who, Note: t.Note, Files: t.Files}
	if t.Files == nil {
		d, err := n.RuleVersion(ctx, t.Connection, t.Side, 0)
		if err != nil {
			return RulePublished{}, err
		}
		if v.Files = d.Files; v.Note == "" {
			v.Note = d.Note
		}
	}
	return n.publish(ctx, v)
}

// RollBackRules publishes the files of an older version again, as a new one.
func (n *Node) RollBackRules(ctx context.Context, t RuleText) (RulePublished, error) {
	if t.Number < 1 {
		return RulePublished{}, invalid("say which version to go back to: they are numbered from 1")
	}
	old, err := n.RuleVersion(ctx, t.Connection, t.Side, t.Number)
	if err != nil {
		return RulePublished{}, err
	}
	v := &store.RuleVersion{Connection: t.Connection, Side: t.Side, Who: t.Who, Note: t.Note, Of: t.Number, Files: old.Files}
	if v.Note == "" {
		v.Note = fmt.Sprintf("back to version %d", t.Number)
	}
	return n.publish(ctx, v)
}

func (n *Node) publish(ctx context.Context, v *store.RuleVersion) (RulePublished, error) {
	var res RulePublished
	b, err := n.stored(v.Connection, v.Side)
	if err != nil {
		return res, err
	}
	if err := fit(v.Files); err != nil {
		return res, err
	}
	v.Digest = digestOf(v.Files)
	dir, err := n.unpack(v)
	if err != nil {
		return res, err
	}
	rules, err := b.like.Read(dir, "")
	if err != nil {
		res.Problems = problemsOf(dir, err)
		return res, nil
	}
	if res.Tests, res.Problems, err = try(ctx, dir, rules); err != nil || len(res.Problems) > 0 {
		return res, err
	}
	n.publishing.Lock()
	defer n.publishing.Unlock()
	v.At = n.now()
	err = n.store.Update(ctx, func(tx store.Tx) error {
		v.Number = 1
		list, err := tx.Rules().List(v.Connection, v.Side, 1)
		if err != nil {
			return err
		}
		if len(list) > 0 {
			if list[0].Digest == v.Digest {
				return &hub.Error{Code: hub.Conflict, Scope: hub.ScopeNode, Message: fmt.Sprintf("version %d is the same: there is nothing to publish", list[0].Number)}
			}
			v.Number = list[0].Number + 1
		}
		err = errors.Join(tx.Rules().Put(v), tx.Audits().Add(store.Audit{
			At: v.At, Who: v.Who, Verb: "publish rules", What: fmt.Sprintf("%s %s version %d", v.Connection, v.Side, v.Number), Note: v.Note,
		}))
		d, derr := tx.Rules().Get(v.Connection, v.Side, 0)
		if errors.Is(derr, store.ErrNone) {
			return err
		}
		if derr == nil && digestOf(d.Files) == v.Digest { // what was published is no draft any more
			derr = tx.Rules().DropDraft(v.Connection, v.Side)
		}
		return errors.Join(err, derr)
	})
	if err != nil {
		return res, err
	}
	rules.Version = fmt.Sprint(v.Number)
	b.rules.Use(rules)
	n.log.Info("rules were published", "conn", v.Connection, "side", v.Side, "version", v.Number, "who", v.Who)
	res.OK, v.Files, res.Version = true, nil, v
	return res, nil
}

// fit refuses what cannot be the files of rules.
func fit(files map[string]string) error {
	if len(files) > mostRuleFiles {
		return invalid("there are %d files; rules have %d at most", len(files), mostRuleFiles)
	}
	size := 0
	for name, text := range files {
		size += len(text)
		switch {
		case !fs.ValidPath(name) || name == "." || strings.Contains(name, `\`) || !utf8.ValidString(name):
			return invalid("%q is no name of a file within a folder of rules", name)
		case !utf8.ValidString(text):
			return invalid("%s is not in UTF-8", name)
		}
	}
	if size > mostRuleBytes {
		return invalid("the files have %d MB; rules have %d at most", size>>20, mostRuleBytes>>20)
	}
	return nil
}

func digestOf(files map[string]string) string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%d %s %d %s", len(name), name, len(files[name]), files[name])
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// unpack writes the files of a version where rules are read from, unless they
// are there.
func (n *Node) unpack(v *store.RuleVersion) (dir string, err error) {
	all := filepath.Join(n.cfg.Node.Data, "rules")
	dir = filepath.Join(all, v.Digest)
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(all, 0o755); err != nil {
		return "", err
	}
	tmp, err := os.MkdirTemp(all, ".new-*")
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
	for name, text := range v.Files {
		file := filepath.Join(tmp, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			return "", err
		}
	}
	// Whoever finds the folder finds all of it.
	if err := os.Rename(tmp, dir); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	return dir, nil
}

// try runs the tests that rules bring along.
func try(ctx context.Context, dir string, rules *scripted.Set) (tests int, problems []RuleProblem, err error) {
	if _, err := os.Stat(filepath.Join(dir, "tests")); errors.Is(err, fs.ErrNotExist) {
		return 0, nil, nil
	}
	s := &trial.Suite{
		Dir: dir, Out: rules.Out, In: rules.In, Tables: rules.Tables, Limits: rules.Limits, OutFile: scripted.OutgoingFile, InFile: scripted.IncomingFile,
	}
	if rules.Visual {
		s.OutFile, s.InFile = scripted.MappingFile, scripted.MappingFile
	}
	if err := s.Read(); err != nil {
		return 0, nil, err
	}
	for _, err := range s.Problems {
		problems = append(problems, problemsOf(dir, err)...)
	}
	s.Run(ctx, func(x trial.Tested) {
		tests++
		if !x.OK {
			problems = append(problems, RuleProblem{File: within(dir, x.File), Test: x.Name, Message: "the test " + x.Name + " fails\n" + strings.TrimRight(x.Explain(), "\n")})
		}
	})
	return tests, problems, ctx.Err()
}

// problemsOf are the single things that are wrong with the rules of a folder.
func problemsOf(dir string, err error) []RuleProblem {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var all []RuleProblem
		for _, e := range many.Unwrap() {
			all = append(all, problemsOf(dir, e)...)
		}
		return all
	}
	if m, ok := scripted.Where(err); ok {
		return []RuleProblem{{File: within(dir, m.File), Line: m.Line, Column: m.Col, Message: m.Text}}
	}
	return []RuleProblem{{Message: strings.ReplaceAll(err.Error(), dir+string(filepath.Separator), "")}}
}

func within(dir, file string) string {
	if rel, err := filepath.Rel(dir, file); err == nil && filepath.IsLocal(rel) {
		return path.Clean(filepath.ToSlash(rel))
	}
	return file
}

// openBook makes the rules of a side of which the newest version is in force. One
// that cannot be used, which was published by another version of this program,
// is told of and does not keep the node from starting.
func (n *Node) openBook(ctx context.Context, c *config.Connection, side hub.Side) (*scripted.Published, error) {
	b := &book{
		connection: hub.ConnectionID(c.Name), side: side, visual: c.Mode == "visual", like: likeOf(c, side),
		rules: scripted.NewPublished(fmt.Sprintf("connection %s, %s,", c.Name, side)),
	}
	n.mu.Lock()
	if i := slices.IndexFunc(n.books, func(o *book) bool { return o.connection == b.connection && o.side == side }); i >= 0 {
		b = n.books[i] // the connection was stopped and is joined again
	} else {
		n.books = append(slices.Clone(n.books), b)
	}
	n.mu.Unlock()
	v, err := n.RuleVersion(ctx, b.connection, side, -1)
	if hub.CodeOf(err) == hub.NotFound {
		return b.rules, nil
	} else if err != nil {
		return nil, err
	}
	dir, err := n.unpack(v)
	if err != nil {
		return nil, err
	}
	s, err := b.like.Read(dir, fmt.Sprint(v.Number))
	if err != nil {
		n.log.Error("published rules cannot be used", "conn", c.Name, "side", side, "version", v.Number, "err", err)
		b.rules.Refuse(fmt.Errorf("version %d cannot be used: %w", v.Number, err))
		return b.rules, nil
	}
	b.rules.Use(s)
	return b.rules, nil
}

// allBooks lists the sides whose rules live in the database.
func (n *Node) allBooks() []*book {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.books
}
