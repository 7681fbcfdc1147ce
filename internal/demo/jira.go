package demo

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/internal/sim/jira"
)

// With says what trackers the demo joins: folders of Markdown files, or Jiras
// that are simulated, a cloud for acme and a server for globex.
type With struct {
	Acme, Globex Tracker
}

// Tracker is a kind of tracker that the demo knows.
type Tracker string

// The kinds.
const (
	Markdown Tracker = "markdown"
	Jira     Tracker = "jira"
)

// ParseWith reads what an owner typed: jira for both, or jira,markdown.
func ParseWith(s string) (With, error) {
	switch strings.ReplaceAll(s, " ", "") {
	case "", "markdown", "markdown,markdown":
		return With{Markdown, Markdown}, nil
	case "jira", "jira,jira":
		return With{Jira, Jira}, nil
	case "jira,markdown":
		return With{Jira, Markdown}, nil
	}
	return With{}, fmt.Errorf("the demo runs with markdown, with jira, or with jira,markdown, not with %q", s)
}

// Plain reports whether there are folders on both sides.
func (w With) Plain() bool { return w == With{Markdown, Markdown} }

// Of is what a side has.
func (w With) Of(side string) Tracker {
	if side == Globex {
		return w.Globex
	}
	return w.Acme
}

// Dialect is whose Jira a side has.
func Dialect(side string) jira.Dialect {
	if side == Globex {
		return jira.Server8
	}
	return jira.Cloud
}

// Folder is where a run keeps its things. A simulated Jira forgets everything at
// its end, so each run with one has a folder of its own and begins anew.
func (w With) Folder(dir string, now time.Time) string {
	if w.Plain() {
		return dir
	}
	return filepath.Join(dir, "jira-"+now.Format("20060102-150405"))
}

const jiraConfig = `    kind: jira
    url: %s
    user: %s
    token: entwine-token   # of a simulated Jira, which everybody knows
    projects: %s
    internal_role: Developers
    poll: 1s
    rate: 100
`

// PrepareWith makes the configs of a run with simulated Jiras, and the folder of
// Markdown files if there is one.
func PrepareWith(dir string, w With) error {
	for _, side := range []string{Acme, Globex} {
		title, folder := "Acme Parcels", "../acme"
		if side == Globex {
			title, folder = "Globex Inc.", "../../globex"
		}
		if w.Of(side) == Markdown {
			if err := writeConfig(ConfigFile(dir, side), side, title, folder); err != nil {
				return err
			}
			if err := os.MkdirAll(filepath.Join(dir, side), 0o777); err != nil {
				return err
			}
			continue
		}
		if err := writeJiraConfig(ConfigFile(dir, side), side, title); err != nil {
			return err
		}
	}
	return nil
}

func writeJiraConfig(file, side, title string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	link, err := FreeAddress("")
	if err != nil {
		return err
	}
	at, err := FreeAddress("")
	if err != nil {
		return err
	}
	key := strings.ToUpper(side)
	user := "entwine"
	if Dialect(side) == jira.Cloud {
		user = "entwine@example.org"
	}
	text := fmt.Sprintf(configText, side, title, link, key, "")
	from, to := strings.Index(text, "    kind: markdown\n"), strings.Index(text, "\nconnections:")
	text = text[:from] + fmt.Sprintf(jiraConfig, "http://"+at, user, key) + text[to:]
	text = strings.Replace(text, "trigger: all}", "project: "+key+", trigger: all}", 1)
	return os.WriteFile(file, []byte(text), 0o600)
}

// ticket is a sample issue of a Jira.
type ticket struct {
	kind, summary, text, priority, assignee string
	labels                                  []string
	steps                                   int // along the workflow
	said, inside                            []string
	file                                    string
}

// tickets are the samples of acme's Jira.
var tickets = []ticket{
	{"Story", "Print two labels on one sheet", "The office in Leipzig has *A4 printers* only.\n\n* both labels upright\n* a line to cut along\n\n||Format||Works||\n|A6|yes|\n|A4|not yet|", "High", "ann", []string{"labels", "office"}, 1,
		[]string{"Can this be ready before the Christmas rush?", "bq. before the Christmas rush\n\nIf we leave out A5, *yes*."}, []string{"They pay for this one: see the contract."}, "labels.txt"},
	{"Bug", "Scanner loses the network in lift 3", "Since the update of Monday:\n\n{code}\n10:02:11 wlan0: carrier lost\n10:02:41 wlan0: associated\n{code}\n\nThirty seconds each time.", "Highest", "dev", []string{"scanner"}, 2,
		[]string{"It is the same in lift 4."}, nil, "scanner.log"},
	{"Task", "Order 40 charging cradles", "Those of last year, in grey.", "Medium", "ann", []string{"office"}, 3, nil, nil, ""},
	{"Bug", "Umlauts in street names come out as boxes", "Größenwahnstraße, 東京, and עברית on one label.", "High", "", []string{"labels"}, 0, []string{"Only where the font is *OCR-B*."}, nil, ""},
	{"Task", "Write down how a tour is handed over", "h2. Steps\n\n# scan the cage\n# count\n## again, if it is more than 100\n# sign", "Low", "ann", []string{"docs"}, 1, nil, nil, ""},
	{"Story", "A customer can choose the neighbour", "As somebody who is out all day I want to name a neighbour [once for all|https://example.org/neighbour].", "Medium", "dev", []string{"web"}, 0,
		[]string{"What if the neighbour is out too?", "Then the next one, and then the shop."}, []string{"Legal wants to see this before we build it."}, ""},
	{"Bug", "The map shows the depot in the river", "{quote}52.5200, 13.4050{quote}\nLatitude and longitude are the other way round.", "Medium", "", []string{"web", "map"}, 1, nil, nil, ""},
	{"Task", "Move the nightly export to 02:00", "It meets the backup at three.", "Low", "dev", nil, 3, nil, nil, ""},
	{"Bug", "Two parcels with one number", "Both were printed on the same morning. {color:red}Nothing may be delivered twice.{color}", "Highest", "dev", []string{"labels", "urgent"}, 2, []string{"Found: the counter was reset by hand."}, nil, ""},
	{"Story", "Drivers see the weather of their tour", "Snow above all.", "Lowest", "", []string{"app"}, 0, nil, nil, ""},
	{"Task", "Thank the night shift", "They carried everything down by hand when the lift stood still. :)", "Medium", "ann", nil, 0, []string{"Cake is ordered."}, nil, ""},
	{"Bug", "Signature field too small for thumbs", "On the small scanner it is 2 cm wide.", "Medium", "", []string{"app", "scanner"}, 0, nil, nil, ""},
}

// way is the workflow of the simulated Jira, transition by transition.
var way = []string{"11", "31", "51"}

// FillJira makes the samples in a Jira, and reports how many there are.
func FillJira(s *jira.Site) (int, error) {
	dev, ann := s.Person("dev"), s.Person("ann")
	var keys []string
	for _, t := range tickets {
		fields := map[string]any{
			"project": map[string]any{"key": strings.ToUpper(Acme)}, "issuetype": map[string]any{"name": t.kind}, "summary": t.summary,
			"description": t.text, "priority": map[string]any{"name": t.priority}, "labels": append([]string{}, t.labels...),
		}
		if t.assignee != "" {
			fields["assignee"] = map[string]any{"name": t.assignee, "accountId": s.Person(t.assignee).ID()}
		}
		key, err := ann.Make(fields)
		if err != nil {
			return len(keys), err
		}
		keys = append(keys, key)
		for _, id := range way[:t.steps] {
			if err := dev.Move(key, id, "Done"); err != nil {
				return len(keys), err
			}
		}
		for i, body := range t.said {
			if err := []*jira.Person{ann, dev}[i%2].Comment(key, body); err != nil {
				return len(keys), err
			}
		}
		for _, body := range t.inside {
			if err := dev.Remark(key, body); err != nil {
				return len(keys), err
			}
		}
		if t.file != "" {
			if err := dev.Attach(key, t.file, []byte(strings.Repeat(t.summary+"\n", 200))); err != nil {
				return len(keys), err
			}
		}
	}
	find := func(summary string) string {
		return keys[slices.IndexFunc(tickets, func(t ticket) bool { return strings.HasPrefix(t.summary, summary) })]
	}
	if err := dev.Link(find("Umlauts"), "Blocks", find("Print two")); err != nil {
		return len(keys), err
	}
	sub, err := dev.Make(map[string]any{
		"project": map[string]any{"key": strings.ToUpper(Acme)}, "issuetype": map[string]any{"name": "Sub-task"}, "summary": "Ask the font's maker",
		"parent": map[string]any{"key": find("Umlauts")},
	})
	return len(append(keys, sub)), err
}
