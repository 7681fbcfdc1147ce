package test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Neither side learns anything that the other's rule did not tell. Markers in
// rules, tables, secrets of the config, paths, and in what is not told, cross in
// no message and are nowhere at the other: in no file of its node, no answer of
// its commands, no line of its log.
func TestNothingElseCrosses(t *testing.T) {
	t.Parallel()
	a, b, sn := overheard(t, setup{
		rest: func(string) string { return "    mode: script\n" },
		before: func(a, b *owner, _ *wire) {
			for _, o := range []*owner{a, b} {
				me := strings.ToUpper(o.name)
				config, err := os.ReadFile(filepath.Join(o.dir, "entwine.yaml"))
				if err != nil {
					t.Fatal(err)
				}
				text := strings.Replace(string(config), "poll: 500ms", "poll: 500ms, hook: HOOK-SECRET-"+me+", proxy: \"http://bo:PROXY-SECRET-"+me+"@127.0.0.1:1\"", 1)
				text = strings.Replace(text, "trigger: all", "trigger: all, rules: RULEDIR-"+me, 1)
				text = strings.Replace(text, "trackers:\n", "  notices: {server: \"smtps://127.0.0.1:1\", user: bo, password: MAIL-SECRET-"+me+", from: MAIL-FROM-"+me+"@example.org, to: ops@example.org, wait: 1s}\ntrackers:\n", 1)
				o.write("entwine.yaml", text)
				rules := "RULEDIR-" + me + "/"
				o.write(rules+"outgoing.groovy", "// RULE-"+me+"\nreplica.summary = issue.summary\nreplica.status = issue.status\nreplica.description = issue.description\n"+
					"replica.tier = lookup('tiers', 'RULEKEY-"+me+"') ? 'known' : 'unknown'\n")
				o.write(rules+"incoming.groovy", "def own = 'RULE-"+me+"'\nif (replica.summary == 'bad') throw new IllegalStateException('RULEFAULT-"+me+" ' + own)\n"+
					"issue.summary = replica.summary\nissue.status = replica.status\nissue.description = replica.description\n")
				o.write(rules+"tables/tiers.csv", "name,tier\nRULEKEY-"+me+",RULETABLE-"+me+"\n")
			}
		},
	})
	for _, o := range []*owner{a, b} {
		me := strings.ToUpper(o.name)
		o.write("issues/one.md", "---\nsummary: of "+o.name+"\nstatus: open\nlabels: [UNTOLD-LABEL-"+me+"]\nenvironment: UNTOLD-FIELD-"+me+"\n---\n\nTOLD-"+me+
			".\n\n## Comments\n\n### Ann UNTOLD-"+me+"\n\nUNTOLD-COMMENT-"+me+"\n")
	}
	agreed := func() bool {
		x, y := a.issues(), b.issues()
		return len(x) == 2 && len(y) == 2
	}
	waitUntil(t, "both issues on both sides", []*owner{a, b}, agreed)
	a.add("bad")
	waitUntil(t, "the fault of a rule", []*owner{a, b}, func() bool { return strings.Contains(b.log.String(), "RULEFAULT-GLOBEX") })
	waitUntil(t, "word of it at the other side", []*owner{a, b}, func() bool { return strings.Contains(a.run("events"), "rule stopped the change") })
	waitUntil(t, "a mail that nobody takes", []*owner{b}, func() bool { return strings.Contains(b.log.String(), "a mail about faults could not be sent") })
	said := map[*owner]string{}
	for _, o := range []*owner{b, a} {
		if o == b {
			o.stop() // commands do not reach it while it runs
		}
		for _, list := range [][]string{{"status"}, {"pairs"}, {"events"}, {"faults"}, {"connection", "show", "of-" + o.name}} {
			said[o] += o.run(append(list, "--json")...)
		}
		for _, f := range rows[faultRow](o, "faults") {
			said[o] += o.run("faults", "show", f.ID)
		}
	}
	a.stop()
	crossed := sn.all()
	for o, other := range map[*owner]*owner{a: b, b: a} {
		me := strings.ToUpper(o.name)
		for _, mark := range []string{"RULE-", "RULEKEY-", "RULETABLE-", "RULEFAULT-", "RULEDIR-", "HOOK-SECRET-", "PROXY-SECRET-", "MAIL-SECRET-", "MAIL-FROM-", "UNTOLD-LABEL-", "UNTOLD-FIELD-", "UNTOLD-", "UNTOLD-COMMENT-"} {
			mark += me
			for _, c := range crossed {
				if bytes.Contains(c.text(t), []byte(mark)) {
					t.Errorf("%s crossed in %s %s", mark, c.method, c.path)
				}
			}
			if strings.Contains(said[other], mark) {
				t.Errorf("%s is shown to %s", mark, other.name)
			}
			if where := holding(t, other, mark); len(where) > 0 {
				t.Errorf("%s is at %s in %v", mark, other.name, where)
			}
			if len(holding(t, o, mark)) == 0 {
				t.Errorf("the search does not find %s at its own side", mark)
			}
		}
		for _, secret := range []string{"HOOK-SECRET-", "PROXY-SECRET-", "MAIL-SECRET-"} {
			for _, f := range holding(t, o, secret+me) {
				if filepath.Base(f) != "entwine.yaml" {
					t.Errorf("%s%s is at its own side in %s", secret, me, f)
				}
			}
		}
		found := false
		for _, c := range crossed {
			found = found || bytes.Contains(c.text(t), []byte("TOLD-"+me+"."))
		}
		if !found {
			t.Errorf("what %s told is not found in what crossed", o.name)
		}
	}
}

// holding lists the files of an owner that hold a text in them or in their names;
// its log is one.
func holding(t *testing.T, o *owner, text string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(o.dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.Contains(d.Name(), text) {
			files = append(files, p)
		}
		if d.IsDir() {
			return nil
		}
		b, err := os.ReadFile(p)
		if bytes.Contains(b, []byte(text)) {
			files = append(files, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(o.log.String(), text) {
		files = append(files, fmt.Sprintf("log of %s", o.name))
	}
	return files
}

// Fields are data. What looks like a program, a template or markup in one arrives
// as it was written, through rules that put it into other texts, and nothing runs
// it: not the rule's language, not a shell, not the commands that list it.
func TestScriptTextInFields(t *testing.T) {
	t.Parallel()
	a, b, _ := two(t, setup{
		rest: func(string) string { return "    mode: script\n" },
		before: func(a, b *owner, _ *wire) {
			for _, o := range []*owner{a, b} {
				config, err := os.ReadFile(filepath.Join(o.dir, "entwine.yaml"))
				if err != nil {
					t.Fatal(err)
				}
				o.write("entwine.yaml", strings.Replace(string(config), "trigger: all", "trigger: all, rules: rules", 1))
				o.write("rules/outgoing.groovy", "replica.summary = issue.summary\nreplica.description = issue.description\n")
				o.write("rules/incoming.groovy", "issue.summary = \"${replica.summary}\"\nissue.description = \"${replica.description}\" + ''\n")
			}
		},
	})
	summary := `${new File('ran').text = 'x'} $(touch ran) {{7*7}} <script>alert(1)</script>`
	text := "\"\"\" + new File('ran').createNewFile() + \"\"\"\n`touch ran`; '); DROP TABLE ends; --\n<img src=x onerror=alert(1)>\n${System.exit(1)} #{7*7} <%= 7*7 %>"
	a.write("issues/one.md", "---\nsummary: \""+summary+"\"\nstatus: open\n---\n\n"+text+"\n")
	waitUntil(t, "the issue", []*owner{a, b}, func() bool { return len(b.issues()) == 1 })
	read := func(o *owner) string {
		t.Helper()
		list := o.files()
		if len(list) != 1 {
			t.Fatalf("%s has %v", o.name, list)
		}
		text, err := os.ReadFile(list[0])
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	waitUntil(t, "all of its text", []*owner{a, b}, func() bool { return strings.Contains(read(b), text) && strings.Contains(read(b), summary) })
	for _, o := range []*owner{a, b} {
		if filepath.Dir(o.files()[0]) != filepath.Join(o.dir, "issues") {
			t.Errorf("%s has it at %v", o.name, o.files())
		}
		if found, err := filepath.Glob(filepath.Join(o.dir, "ran")); err != nil || len(found) > 0 {
			t.Errorf("something ran at %s: %v, %v", o.name, found, err)
		}
	}
	calm(t, a, b)
	if shown := b.run("pairs"); !strings.Contains(shown, "{{7*7}}") {
		t.Errorf("people read:\n%s", shown)
	}
}
