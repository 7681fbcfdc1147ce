package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/store"
)

// ofSide are the first two arguments of what concerns the rules of a side.
func ofSide(least, most int, rest string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < least+2 || len(args) > most+2 {
			return fmt.Errorf("%s wants the name of a connection, initiator or acceptor%s", c.CommandPath(), rest)
		}
		return nil
	}
}

func textFor(args []string, note string) node.RuleText {
	return node.RuleText{Connection: hub.ConnectionID(args[0]), Side: hub.Side(args[1]), Who: who(), Note: note}
}

// who sits at the keyboard.
func who() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "command line"
}

func (a *app) ruleDraftCmd() *cobra.Command {
	note, drop := "", false
	c := &cobra.Command{
		Use: "draft CONNECTION SIDE [FOLDER]", Short: "Keep rules in the database without using them yet", Args: ofSide(0, 1, ", and a folder"),
		Long:    "Keeps the files of a folder as the draft of a side whose rules live in the database (rules: database).\nEverything in the folder belongs to it: scripts or mapping, tables, tests.",
		Example: "  entwine rule draft acme-globex acceptor rules/globex --note \"blocked is mapped\"\n  entwine rule draft acme-globex acceptor --drop",
		RunE: func(c *cobra.Command, args []string) error {
			t := textFor(args, note)
			switch {
			case drop == (len(args) == 3):
				return usage("name a folder to keep, or --drop the draft")
			case !drop:
				files, err := readFolder(args[2])
				if err != nil {
					return err
				}
				t.Files = files
			}
			return a.withNode(c.Context(), func(d node.Desk) error {
				v, err := d.DraftRules(c.Context(), t)
				if err != nil {
					return err
				}
				if a.json {
					return a.answer(v)
				}
				if drop {
					fmt.Fprintln(a.out, "The draft is dropped.")
				} else {
					fmt.Fprintf(a.out, "%s kept as the draft; in force once it is published: entwine rule publish %s %s\n", plural(len(t.Files), "file"), args[0], args[1])
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&note, "note", "", "what is new in it")
	c.Flags().BoolVar(&drop, "drop", false, "forget the draft")
	return c
}

func (a *app) rulePublishCmd() *cobra.Command {
	note := ""
	c := &cobra.Command{
		Use: "publish CONNECTION SIDE [FOLDER]", Short: "Put the draft in force, or the files of a folder", Args: ofSide(0, 1, ", and perhaps a folder"),
		Long: "Puts rules in force as a new version: the draft, or what is in a folder. Refused with exit code 1 while\n" +
			"anything does not compile or a test in the folder's tests fails. What is under way ends with the rules it began with.",
		Example: "  entwine rule publish acme-globex acceptor --note \"blocked is mapped\"\n  entwine rule publish acme-globex acceptor rules/globex",
		RunE: func(c *cobra.Command, args []string) error {
			t := textFor(args, note)
			if len(args) == 3 {
				files, err := readFolder(args[2])
				if err != nil {
					return err
				}
				t.Files = files
			}
			return a.withNode(c.Context(), func(d node.Desk) error {
				res, err := d.PublishRules(c.Context(), t)
				if err != nil {
					return err
				}
				return a.showPublished(res)
			})
		},
	}
	c.Flags().StringVar(&note, "note", "", "what is new in it")
	return c
}

func (a *app) ruleRollbackCmd() *cobra.Command {
	note := ""
	c := &cobra.Command{
		Use: "rollback CONNECTION SIDE VERSION", Short: "Put an older version in force again", Args: ofSide(1, 1, ", and the number of a version"),
		Long:    "Publishes the files of an older version as a new one: nothing is lost, and a rollback can be rolled back.",
		Example: "  entwine rule history acme-globex acceptor\n  entwine rule rollback acme-globex acceptor 3 --note \"5 sends everything to triage\"",
		RunE: func(c *cobra.Command, args []string) error {
			t := textFor(args, note)
			n, err := strconv.Atoi(args[2])
			if err != nil || n < 1 {
				return usage("a version is a number, as entwine rule history shows it; not %q", args[2])
			}
			t.Number = n
			return a.withNode(c.Context(), func(d node.Desk) error {
				res, err := d.RollBackRules(c.Context(), t)
				if err != nil {
					return err
				}
				return a.showPublished(res)
			})
		},
	}
	c.Flags().StringVar(&note, "note", "", "why")
	return c
}

// showPublished tells of a publication, or of all that is against it.
func (a *app) showPublished(res node.RulePublished) error {
	switch {
	case a.json:
		if err := a.answer(res); err != nil {
			return err
		}
	case res.OK:
		fmt.Fprintf(a.out, "Version %d of %s, %s, is in force; %s passed.\n", res.Version.Number, res.Version.Connection, res.Version.Side, plural(res.Tests, "test"))
	default:
		for _, p := range res.Problems {
			at := ""
			if p.File != "" {
				at = p.File + ": "
				if p.Line > 0 {
					at = fmt.Sprintf("%s:%d:%d: ", p.File, p.Line, p.Column)
				}
			}
			fmt.Fprintln(a.err, clean(at+p.Message))
		}
		a.note("Not published: %s. What was in force stays.", plural(len(res.Problems), "problem"))
	}
	if !res.OK {
		return &codeError{exitFailed, nil}
	}
	return nil
}

func (a *app) ruleHistoryCmd() *cobra.Command {
	return &cobra.Command{
		Use: "history CONNECTION SIDE", Short: "Which rules a side had, and who published them", Args: ofSide(0, 0, ""),
		Example: "  entwine rule history acme-globex acceptor\n  entwine rule history acme-globex acceptor --json | jq '.versions[0]'",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error {
				h, err := d.RuleHistory(c.Context(), hub.ConnectionID(args[0]), hub.Side(args[1]))
				if err != nil {
					return err
				}
				if a.json {
					return a.answer(h)
				}
				return a.showHistory(h)
			})
		},
	}
}

func (a *app) showHistory(h node.RuleHistory) error {
	if h.Problem != "" {
		a.note("%s", h.Problem)
	}
	if h.Folder != "" {
		fmt.Fprintf(a.out, "In force: %s, from the folder %s. Its history is that of its version control.\n", h.InForce, h.Folder)
		return nil
	}
	t := &table{look: a.look, state: 1, head: []string{"VERSION", "STATE", "PUBLISHED (" + a.look.zoneName() + ")", "WHO", "NOTE"}}
	add := func(name, state string, v store.RuleVersion) {
		note := v.Note
		if v.Of > 0 && v.Number > 0 {
			note = strings.TrimSpace(fmt.Sprintf("(%d again) %s", v.Of, note))
		}
		t.add(name, state, a.look.time(v.At), v.Who, cmp.Or(note, "-"))
	}
	if h.Draft != nil {
		add("draft", "-", *h.Draft)
	}
	for _, v := range h.Versions {
		name, state := strconv.Itoa(v.Number), "-"
		if name == h.InForce {
			state = "active"
		}
		add(name, state, v)
	}
	if len(t.rows) == 0 {
		fmt.Fprintln(a.out, "Nothing is published yet. Begin with: entwine rule new --help")
		return nil
	}
	return t.write()
}

func (a *app) ruleDiffCmd() *cobra.Command {
	return &cobra.Command{
		Use: "diff CONNECTION SIDE [FROM [TO]]", Short: "What differs between two versions of rules", Args: ofSide(0, 2, ", and perhaps two versions"),
		Long: "Shows what differs between two versions, file by file. A version is a number, draft, newest, or a folder.\n" +
			"Without any: what the draft would change, or where there is none, what the newest version has changed.",
		Example: "  entwine rule diff acme-globex acceptor\n  entwine rule diff acme-globex acceptor 3 5\n  entwine rule diff acme-globex acceptor newest rules/globex",
		RunE: func(c *cobra.Command, args []string) error {
			return a.withNode(c.Context(), func(d node.Desk) error {
				from, to, err := a.versionsToCompare(c, d, args)
				if err != nil {
					return err
				}
				return a.showDiff(from, to)
			})
		},
	}
}

// versionsToCompare reads the versions that the arguments name.
func (a *app) versionsToCompare(c *cobra.Command, d node.Desk, args []string) (from, to named, err error) {
	if len(args) > 2 {
		if from, err = a.ruleFiles(c, d, args, args[2]); err != nil {
			return from, to, err
		}
		other := "newest"
		if len(args) > 3 {
			other = args[3]
		}
		to, err = a.ruleFiles(c, d, args, other)
		return from, to, err
	}
	h, err := d.RuleHistory(c.Context(), hub.ConnectionID(args[0]), hub.Side(args[1]))
	if err != nil {
		return from, to, err
	}
	from.name = "nothing"
	switch n := len(h.Versions); {
	case h.Draft != nil:
		if n > 0 {
			if from, err = a.ruleFiles(c, d, args, "newest"); err != nil {
				return from, to, err
			}
		}
		to, err = a.ruleFiles(c, d, args, "draft")
	case n > 1:
		if from, err = a.ruleFiles(c, d, args, strconv.Itoa(h.Versions[1].Number)); err != nil {
			return from, to, err
		}
		fallthrough
	default:
		to, err = a.ruleFiles(c, d, args, "newest")
	}
	return from, to, err
}

// named is the files of a version with what to call it.
type named struct {
	name  string
	files map[string]string
}

func (a *app) ruleFiles(c *cobra.Command, d node.Desk, args []string, which string) (named, error) {
	number, err := strconv.Atoi(which)
	switch {
	case which == "draft":
		number = 0
	case which == "newest":
		number = -1
	case err != nil:
		if s, serr := os.Stat(which); serr != nil || !s.IsDir() {
			return named{}, usage("a version is a number, draft, newest, or a folder; not %q", which)
		}
		files, err := readFolder(which)
		return named{which, files}, err
	}
	v, err := d.RuleVersion(c.Context(), hub.ConnectionID(args[0]), hub.Side(args[1]), number)
	if err != nil {
		return named{}, err
	}
	if v.Number == 0 {
		return named{"draft", v.Files}, nil
	}
	return named{"version " + strconv.Itoa(v.Number), v.Files}, nil
}

// fileDiff is what differs in one file.
type fileDiff struct {
	File string `json:"file"`
	Diff string `json:"diff"` // unified
}

func (a *app) showDiff(from, to named) error {
	names := slices.Sorted(maps.Keys(from.files))
	for name := range to.files {
		if _, both := from.files[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	list := []fileDiff{}
	for _, name := range names {
		b := diff.Diff(name+" ("+from.name+")", []byte(from.files[name]), name+" ("+to.name+")", []byte(to.files[name]))
		if b != nil {
			list = append(list, fileDiff{name, string(b)})
		}
	}
	if a.json {
		return a.answer(map[string]any{"from": from.name, "to": to.name, "files": list})
	}
	if len(list) == 0 {
		fmt.Fprintf(a.out, "%s and %s are the same.\n", from.name, to.name)
	}
	for _, f := range list {
		// The first line names the program that would have been called.
		_, text, _ := strings.Cut(f.Diff, "\n")
		fmt.Fprint(a.out, clean(text))
	}
	return nil
}

func (a *app) ruleGetCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "get CONNECTION SIDE FOLDER [VERSION]", Short: "Write a version of rules into a folder", Args: ofSide(1, 2, ", a folder, and perhaps a version"),
		Long:    "Writes the files of a version into a folder that is empty or not there yet: to edit them, or to keep them under\nversion control. A version is a number, draft or newest; newest where none is named.",
		Example: "  entwine rule get acme-globex acceptor rules/globex\n  entwine rule get acme-globex acceptor old 3",
		RunE: func(c *cobra.Command, args []string) error {
			which := "newest"
			if len(args) > 3 {
				which = args[3]
			}
			return a.withNode(c.Context(), func(d node.Desk) error {
				v, err := a.ruleFiles(c, d, args, which)
				if err != nil {
					return err
				}
				if err := writeFolder(args[2], v.files); err != nil {
					return err
				}
				if a.json {
					return a.answer(map[string]any{"folder": args[2], "of": v.name, "files": slices.Sorted(maps.Keys(v.files))})
				}
				fmt.Fprintf(a.out, "%s of %s written to %s\n", plural(len(v.files), "file"), v.name, args[2])
				return nil
			})
		},
	}
	return c
}

const mostRuleFile = 16 << 20 // as the node takes

// readFolder reads the files of a folder of rules by their path within it. What
// begins with a dot is not of them.
func readFolder(dir string) (map[string]string, error) {
	files := map[string]string{}
	size := int64(0)
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != dir && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case e.IsDir():
			return nil
		}
		info, err := os.Stat(p) // a link to a file counts as the file
		if err != nil || info.IsDir() {
			return err
		}
		if size += info.Size(); size > mostRuleFile {
			return fmt.Errorf("%s holds more than %d MB: that is no folder of rules", dir, mostRuleFile>>20)
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		files[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s holds no file", dir)
	}
	return files, err
}

// writeFolder makes a folder of files. It writes over nothing.
func writeFolder(dir string, files map[string]string) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return usage("%s is not empty; name a new folder", dir)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(p, []byte(files[name]), 0o644); err != nil {
			return err
		}
	}
	return nil
}
