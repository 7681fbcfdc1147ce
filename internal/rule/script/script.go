// Package script runs owners' rules that are Groovy scripts: it binds what a
// rule sees (issue, replica, helpers) to the language and says what the rule
// made of it. It knows no tracker; a Desk answers what helpers ask.
//
// The surface is that of the product which owners' rules were written for; the
// tables in kinds.go and of the helpers are its one description, and
// docs/script-api.md is made of them.
package script

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/table"
	"github.com/entwine-sync/entwine/richtext"
)

// A Rule is a compiled script of one direction. It may run many times at once.
type Rule struct{ script *groovy.Script }

// Compile makes a rule of its text; file is what errors call it. The error is
// groovy.CompileErrors.
func Compile(file, text string) (*Rule, error) { return (*Classes)(nil).Compile(file, text) }

// Counting is the same rule, which counts the lines that run.
func (r *Rule) Counting() (*Rule, error) {
	s, err := r.script.Counting()
	if err != nil {
		return nil, err
	}
	c := *r
	c.script = s
	return &c, nil
}

// Lines are those on which statements begin, and how often they ran; nil for a
// rule that does not count.
func (r *Rule) Lines() []groovy.LineCount { return r.script.Lines() }

// Warnings are remarks of the compiler.
func (r *Rule) Warnings() []string { return r.script.Warnings() }

// Input is what one run of a rule sees, under the property names of the script
// API: decoded JSON, with numbers as json.Number.
type Input struct {
	Incoming   bool
	Issue      map[string]any // as it is here; empty on first sync
	Replica    map[string]any // incoming: what was told
	Previous   map[string]any // incoming: what was told before; outgoing: what we told last
	First      bool
	Entity     string // issue, incident, Case ...
	Connection map[string]any
	Traces     []any
	Format     richtext.Format           // of long texts here; "" if not known
	Typed      bool                      // dates come as time.Time: a text that looks like one is a text
	Bindings   map[string]any            // further variables, as plain values
	Sides      map[string]map[string]any // local connections: the items of both sides by short name
	Side       string                    // the short name of this side: on of it is the item itself
	Calls      int                       // of httpClient; 0 for mostCalls
	Desk       Desk
	Tables     table.Tables // of the owner, for lookup
	Lenient    bool         // custom fields that nobody knows of are taken to be there
	Limits     groovy.Limits
	Now        func() time.Time
	Location   *time.Location
	Stdout     io.Writer // println; nil for the log
}

// Outcome is what a rule made of its input.
type Outcome struct {
	Replica map[string]any // outgoing: what to tell; nil for nothing
	// Before and After are the item before and after an incoming rule: the members
	// and the custom fields that the rule reached for. After tells besides what the
	// item is.
	Before, After map[string]any
	Lines         map[string]groovy.Frame // the line that set each field of the answer
	Traces        []any                   // as the rule left them

	SyncBack   bool
	Stop       bool            // stop syncing this pair once applied
	Transition string          // name of the workflow transition asked for
	Expose     []any           // key objects of further items to start syncing
	Stored     map[string]any  // the item as store(issue) wrote it last; nil if it was not called
	Sides      map[string]Side // local connections: the other sides' items that the rule changed
	Logs       []Log           // oldest first
	Warnings   []string        // what the owner should look at
	Used       groovy.Usage
}

// Log is one line that a rule wrote.
type Log struct {
	Level string `json:"level"`
	Text  string `json:"text"`
	Line  int    `json:"line,omitempty"`
}

// Run runs the rule once. The outcome says how far it came, also with an error:
// a *groovy.RunError or *groovy.LimitError.
func (r *Rule) Run(ctx context.Context, in Input) (*Outcome, error) {
	one := newRun(ctx, in)
	ctx = context.WithValue(ctx, runKey{}, one)
	one.ctx = ctx
	env := &groovy.Env{Binding: one.bindings(), Limits: in.Limits, Now: in.Now, Location: in.Location, Stdout: in.Stdout, Used: &one.out.Used,
		Rand: rand.New(rand.NewPCG(1, 2))} // the same numbers each time: a step that is run again must do the same
	if env.Stdout == nil {
		env.Stdout = &lineLog{r: one}
	}
	v, err := r.script.Run(ctx, env)
	if l, ok := env.Stdout.(*lineLog); ok {
		l.flush()
	}
	if ex := one.rebound(env.Binding); err == nil {
		err = ex
	}
	one.takeKey(v)
	err = elsewhere(err)
	one.finish()
	return one.out, err
}

// runKey finds the run in its context, for classes that are shared by all runs.
type runKey struct{}

// lineLog makes log lines of what a rule prints.
type lineLog struct {
	r    *run
	part strings.Builder
}

func (l *lineLog) Write(p []byte) (int, error) {
	text := string(p)
	for {
		line, rest, ok := strings.Cut(text, "\n")
		l.part.WriteString(line)
		if !ok {
			return len(p), nil
		}
		l.r.out.Logs = append(l.r.out.Logs, Log{Level: "info", Text: l.part.String()})
		l.part.Reset()
		text = rest
	}
}

func (l *lineLog) flush() {
	if l.part.Len() > 0 {
		_, _ = l.Write([]byte("\n"))
	}
}

// ErrorLevel says how much a rule's error stops: "item" for an
// IssueTrackerException, what a helper says of an item, and a run that used up
// what it may, else "connection".
func ErrorLevel(err error) string {
	var re *groovy.RunError
	if errors.As(err, &re) && (re.Class == trackerException || re.Class == "java.lang.StackOverflowError" || re.Class == "java.lang.OutOfMemoryError" || strings.HasSuffix(re.Class, ".IssueTrackerException")) {
		return "item"
	}
	return "connection"
}
