package jira

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/entwine-sync/entwine/richtext"
)

// The part of JQL that connectors and triggers use: conditions with = != ~ !~
// > >= < <= in, not in, is, is not, was, changed; AND, OR, NOT and brackets;
// functions; times as -5m, "4w 2d" or "2024-01-31 10:00"; ORDER BY.

// query is a parsed query.
type query struct {
	match func(*issue, *content) bool
	order []sortKey
}

type sortKey struct {
	field string
	desc  bool
}

type parser struct {
	where   []int // on which character words begin
	site    *Site
	user    *user
	words   []string
	at      int
	lenient bool // names of issues that there are not are left out
}

type badJQL string

// parse reads a query, or says what is wrong with it.
func (s *Site) parse(u *user, text string, lenient bool) (q *query, why string) {
	p := &parser{site: s, user: u, lenient: lenient}
	defer func() {
		if r := recover(); r != nil {
			b, ok := r.(badJQL)
			if !ok {
				panic(r)
			}
			q, why = nil, string(b)
		}
	}()
	p.words = p.split(text)
	q = &query{match: func(*issue, *content) bool { return true }}
	if p.peek() != "" && !p.isWord("order") {
		q.match = p.or()
	}
	if p.isWord("order") {
		p.at++
		p.want("by")
		q.order = p.orderBy()
	}
	if p.peek() != "" {
		p.fail("Error in the JQL Query: Expecting either 'OR' or 'AND' but got '%s'.", p.peek())
	}
	return q, ""
}

// fail says what is wrong, and of what breaks the grammar where: at the next word.
func (p *parser) fail(format string, args ...any) {
	why := fmt.Sprintf(format, args...)
	if strings.HasPrefix(why, "Error in the JQL Query:") && len(p.where) > 0 {
		why += fmt.Sprintf(" (line 1, character %d)", p.where[min(p.at, len(p.where)-1)])
	}
	panic(badJQL(why))
}

// split makes words; those in quotes keep a quote in front.
func (p *parser) split(text string) []string {
	var out []string
	for i := 0; i < len(text); {
		if p.where = append(p.where[:len(out)], i+1); len(out) == 0 {
			p.where = []int{i + 1}
		}
		switch ch := rune(text[i]); {
		case unicode.IsSpace(ch):
			i++
		case ch == '"' || ch == '\'':
			var b strings.Builder
			j := i + 1
			for ; j < len(text) && text[j] != byte(ch); j++ {
				if text[j] == '\\' && j+1 < len(text) {
					j++
				}
				b.WriteByte(text[j])
			}
			if j >= len(text) {
				p.fail("Error in the JQL Query: The quoted string has not been completed.")
			}
			out = append(out, `"`+b.String())
			i = j + 1
		case strings.ContainsRune("(),", ch):
			out = append(out, text[i:i+1])
			i++
		case strings.ContainsRune("=!<>~", ch):
			j := i + 1
			if j < len(text) && (text[j] == '=' || text[j] == '~') {
				j++
			}
			out = append(out, text[i:j])
			i = j
		default:
			j := i
			for j < len(text) && !strings.ContainsRune(" \t\n\r\"'(),=!<>~", rune(text[j])) {
				j++
			}
			out = append(out, text[i:j])
			i = j
		}
	}
	return out
}

func (p *parser) peek() string {
	if p.at < len(p.words) {
		return p.words[p.at]
	}
	return ""
}

func (p *parser) isWord(w string) bool { return strings.EqualFold(p.peek(), w) }

func (p *parser) next() string {
	w := p.peek()
	if w == "" {
		p.fail("Error in the JQL Query: The query ends where more is expected.")
	}
	p.at++
	return w
}

func (p *parser) want(w string) {
	if got := p.next(); !strings.EqualFold(got, w) {
		p.at--
		p.fail("Error in the JQL Query: Expecting '%s' but got '%s'.", w, got)
	}
}

type matcher = func(*issue, *content) bool

func (p *parser) or() matcher {
	m := p.and()
	for p.isWord("or") {
		p.at++
		a, b := m, p.and()
		m = func(i *issue, c *content) bool { return a(i, c) || b(i, c) }
	}
	return m
}

func (p *parser) and() matcher {
	m := p.not()
	for p.isWord("and") {
		p.at++
		a, b := m, p.not()
		m = func(i *issue, c *content) bool { return a(i, c) && b(i, c) }
	}
	return m
}

func (p *parser) not() matcher {
	switch {
	case p.isWord("not"), p.peek() == "!":
		p.at++
		m := p.not()
		return func(i *issue, c *content) bool { return !m(i, c) }
	case p.peek() == "(":
		p.at++
		m := p.or()
		p.want(")")
		return m
	}
	return p.condition()
}

func (p *parser) condition() matcher {
	field := strings.ToLower(strings.TrimPrefix(p.next(), `"`))
	op := strings.ToLower(p.next())
	switch {
	case op == "not":
		p.want("in")
		op = "not in"
	case op == "is" && p.isWord("not"):
		p.at++
		op = "is not"
	}
	if op == "was" || op == "changed" {
		return p.history(field, op)
	}
	var values []string
	switch {
	case (op == "in" || op == "not in") && p.peek() == "(":
		values = p.list()
	case op == "in" || op == "not in":
		values = p.value() // a function that stands for several
	default:
		quoted := strings.HasPrefix(p.peek(), `"`)
		values = p.value()
		if len(values) == 1 && !quoted && empty(values[0]) { // = EMPTY is as good as is EMPTY
			op = cmp.Or(map[string]string{"=": "is", "!=": "is not"}[op], op)
		} else if op == "is" || op == "is not" {
			p.fail("The operator '%s' is only supported by EMPTY and NULL.", op)
		} else if len(values) != 1 {
			p.fail("The operator '%s' wants one value.", op)
		}
	}
	return p.compare(field, op, values)
}

// value is a text, or what a function stands for.
func (p *parser) value() []string {
	w := p.next()
	if t, ok := strings.CutPrefix(w, `"`); ok {
		return []string{t}
	}
	if p.peek() == "(" {
		return p.function(w)
	}
	return []string{w}
}

func (s *Site) userName(u *user) string {
	switch {
	case u == nil:
		return ""
	case s.cloud():
		return u.ID
	}
	return u.Name
}

func (p *parser) compare(field, op string, values []string) matcher {
	s := p.site
	names := func(get func(*issue, *content) []string) matcher { return setMatcher(p, field, op, values, get) }
	known := func(there []string) {
		for _, v := range values {
			if op != "is" && op != "is not" && !slices.ContainsFunc(there, func(t string) bool { return strings.EqualFold(t, v) }) {
				if p.lenient {
					continue
				}
				p.fail("The value '%s' does not exist for the field '%s'.", v, field)
			}
		}
	}
	switch field {
	case "created", "createddate", "updated", "updateddate", "resolutiondate", "resolved", "due", "duedate":
		return p.times(field, op, values)
	case "id", "key", "issue", "issuekey":
		return p.issues(op, values)
	case "project":
		var there []string
		for _, pr := range s.projects {
			there = append(there, pr.Key, pr.Name, strconv.Itoa(pr.ID))
		}
		known(there)
		return names(func(_ *issue, c *content) []string {
			return []string{c.Project.Key, c.Project.Name, strconv.Itoa(c.Project.ID)}
		})
	case "status":
		var there []string
		for _, t := range statuses {
			there = append(there, t.Name, t.ID)
		}
		known(there)
		return names(func(_ *issue, c *content) []string { return []string{c.Status} })
	case "issuetype", "type":
		known(typeNames)
		return names(func(_ *issue, c *content) []string { return []string{c.Type} })
	case "priority":
		known(priorities)
		return names(func(_ *issue, c *content) []string { return one(text(c.Values["priority"])) })
	case "resolution":
		return names(func(_ *issue, c *content) []string {
			if c.Resolution == "" && op != "is" && op != "is not" {
				return []string{"Unresolved"}
			}
			return one(c.Resolution)
		})
	case "statuscategory":
		return names(func(_ *issue, c *content) []string {
			i := slices.IndexFunc(statuses, func(t status) bool { return t.Name == c.Status })
			return []string{statuses[i].CategoryName, statuses[i].Category}
		})
	case "watcher", "voter":
		return names(func(i *issue, _ *content) (out []string) {
			for _, u := range map[string][]*user{"watcher": i.Watchers, "voter": i.Voters}[field] {
				out = append(out, s.userName(u))
			}
			return out
		})
	case "comment":
		return names(func(i *issue, _ *content) (out []string) {
			for _, cm := range i.Comments {
				if s.shown(p.user, i, cm) {
					out = append(out, s.plain(cm.Body))
				}
			}
			return out
		})
	case "attachments":
		return names(func(i *issue, _ *content) []string { return make([]string, len(i.Files)) })
	case "level":
		field = "security"
	case "affectedversion":
		field = "versions"
	case "creator":
		return names(func(i *issue, _ *content) []string { return one(s.userName(i.Creator)) })
	case "assignee", "reporter":
		return names(func(_ *issue, c *content) []string {
			u, _ := c.Values[field].(*user)
			return one(s.userName(u))
		})
	case "parent":
		return names(func(_ *issue, c *content) []string {
			if up := s.issues[c.Parent]; up != nil {
				return []string{up.Key(), strconv.Itoa(up.ID)}
			}
			return nil
		})
	case "text":
		return names(func(i *issue, c *content) []string {
			all := []string{text(c.Values["summary"]), s.plain(c.Values["description"]), s.plain(c.Values["environment"])}
			for _, cm := range i.Comments {
				if s.shown(p.user, i, cm) {
					all = append(all, s.plain(cm.Body))
				}
			}
			return []string{strings.Join(all, "\n")}
		})
	}
	for _, f := range s.fields {
		if !slices.Contains([]string{f.ID, strings.ToLower(f.Name), "cf[" + strings.TrimPrefix(f.ID, "customfield_") + "]"}, field) && field+"s" != strings.ToLower(f.ID) {
			continue
		}
		if f.Kind == number && slices.Contains([]string{">", ">=", "<", "<="}, op) {
			n, err := strconv.ParseFloat(values[0], 64)
			if err != nil {
				p.fail("The value '%s' is not a number for the field '%s'.", values[0], field)
			}
			by := comparison(op)
			return func(_ *issue, c *content) bool {
				x, has := c.Values[f.ID].(float64)
				return has && by(cmp.Compare(x, n))
			}
		}
		if f.Contexts != nil && op != "is" && op != "is not" {
			for _, v := range values {
				if !f.has(v) && !p.lenient {
					p.fail("The option '%s' for field '%s' does not exist.", v, f.Name)
				}
			}
		}
		return names(func(_ *issue, c *content) []string { return s.texts(f, c.Values[f.ID]) })
	}
	p.fail("Field '%s' does not exist or you do not have permission to view it.", field)
	return nil
}

func (s *Site) plain(v any) string {
	if s.cloud() {
		return richtext.WritePlain(richtext.ReadADF(text(v)))
	}
	return text(v)
}

// texts are the values of a field as a query names them.
func (s *Site) texts(f *field, v any) []string {
	switch v := v.(type) {
	case string:
		if f.Kind == longText {
			return one(s.plain(v))
		}
		return one(v)
	case []string:
		return v
	case [2]string:
		return v[:]
	case []*sprint:
		var out []string
		for _, sp := range v {
			out = append(out, strconv.Itoa(sp.ID), sp.Name)
		}
		return out
	case []*user:
		var out []string
		for _, u := range v {
			out = append(out, s.userName(u))
		}
		return out
	case float64:
		return []string{strconv.FormatFloat(v, 'f', -1, 64)}
	case *user:
		return one(s.userName(v))
	case []*named:
		var out []string
		for _, n := range v {
			out = append(out, n.Name)
		}
		return out
	}
	return nil
}

func one(t string) []string {
	if t == "" {
		return nil
	}
	return []string{t}
}

func setMatcher(p *parser, field, op string, values []string, get func(*issue, *content) []string) matcher {
	has := func(there []string) bool {
		return slices.ContainsFunc(there, func(t string) bool {
			return slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(t, v) })
		})
	}
	contains := func(there []string) bool {
		return slices.ContainsFunc(there, func(t string) bool { return hasWords(t, values[0]) })
	}
	ofText := slices.Contains([]string{"summary", "description", "environment", "text", "comment"}, field)
	if ofText && (op == "=" || op == "in") {
		p.fail("The operator '%s' is not supported by the '%s' field.", op, field)
	}
	switch op {
	case "=", "in":
		return func(i *issue, c *content) bool { return has(get(i, c)) }
	case "!=", "not in":
		return func(i *issue, c *content) bool { t := get(i, c); return len(t) > 0 && !has(t) }
	case "~":
		return func(i *issue, c *content) bool { return contains(get(i, c)) }
	case "!~":
		return func(i *issue, c *content) bool { return !contains(get(i, c)) }
	case "is":
		return func(i *issue, c *content) bool { return len(get(i, c)) == 0 }
	case "is not":
		return func(i *issue, c *content) bool { return len(get(i, c)) > 0 }
	}
	p.fail("The operator '%s' is not supported by the '%s' field.", op, field)
	return nil
}

var wordPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\pL\pN]+`) })

// hasWords reports whether a text has all words of another, next to each other
// where that is in quotes.
func hasWords(t, wanted string) bool {
	words := wordPattern().FindAllString(strings.ToLower(t), -1)
	look := wordPattern().FindAllString(strings.ToLower(wanted), -1)
	if strings.HasPrefix(wanted, `"`) {
		for i := 0; i+len(look) <= len(words); i++ {
			if slices.Equal(words[i:i+len(look)], look) {
				return true
			}
		}
		return false
	}
	stars := map[string]bool{} // words that need only begin so
	for w := range strings.FieldsSeq(strings.ToLower(wanted)) {
		if t, ok := strings.CutSuffix(w, "*"); ok {
			stars[t] = true
		}
	}
	for _, w := range look {
		if !slices.ContainsFunc(words, func(have string) bool { return have == w || stars[w] && strings.HasPrefix(have, w) }) {
			return false
		}
	}
	return len(look) > 0
}

// issues compares with issues by id or key. One that is not there is an error.
func (p *parser) issues(op string, values []string) matcher {
	ids := map[int]bool{}
	for _, v := range values {
		i := p.site.byKey(strings.ToUpper(v))
		if n, err := strconv.Atoi(v); err == nil {
			i = p.site.issues[n]
		}
		if i == nil || !p.site.sees(p.user, i) {
			if !p.lenient {
				p.fail("An issue with key '%s' does not exist for field 'id'.", v)
			}
			continue
		}
		ids[i.ID] = true
	}
	switch op {
	case "=", "in":
		return func(i *issue, _ *content) bool { return ids[i.ID] }
	case "!=", "not in":
		return func(i *issue, _ *content) bool { return !ids[i.ID] }
	}
	p.fail("The operator '%s' is not supported by the 'id' field.", op)
	return nil
}

var relative = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([+-]?)((?:[0-9]+[mhdw]\s*)+)$`) })

var relativePart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`([0-9]+)([mhdw])`) })

// moment is a time that a query names: at it, or so long from now.
func (p *parser) moment(field, v string) time.Time {
	if m := relative().FindStringSubmatch(strings.TrimSpace(v)); m != nil {
		var d time.Duration
		for _, part := range relativePart().FindAllStringSubmatch(m[2], -1) {
			n, _ := strconv.Atoi(part[1])
			d += time.Duration(n) * map[string]time.Duration{"m": time.Minute, "h": time.Hour, "d": 24 * time.Hour, "w": 7 * 24 * time.Hour}[part[2]]
		}
		if m[1] == "-" {
			d = -d
		}
		return p.site.now().Add(d)
	}
	for _, form := range []string{moment, "2006/01/02 15:04", "2006-01-02", "2006/01/02"} {
		if at, err := time.ParseInLocation(form, v, p.site.zone(p.user)); err == nil {
			return at
		}
	}
	p.fail("Date value '%s' for field '%s' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.", v, field)
	return time.Time{}
}

// comparison is what a sign says of the result of a comparison, nil if it is none.
func comparison(op string) func(int) bool {
	return map[string]func(int) bool{
		">=": func(n int) bool { return n >= 0 }, ">": func(n int) bool { return n > 0 }, "<=": func(n int) bool { return n <= 0 }, "<": func(n int) bool { return n < 0 },
		"=": func(n int) bool { return n == 0 }, "!=": func(n int) bool { return n != 0 },
	}[op]
}

// times compares times by the minute, as Jira does, and due dates by the day.
func (p *parser) times(field, op string, values []string) matcher {
	get := func(i *issue, c *content) time.Time {
		switch field {
		case "created", "createddate":
			return i.Created
		case "resolutiondate", "resolved":
			return c.Resolved
		case "due", "duedate":
			t, _ := time.ParseInLocation(time.DateOnly, text(c.Values["duedate"]), p.site.zone(p.user)) // zero: none
			return t
		}
		return c.Updated
	}
	if op == "is" || op == "is not" {
		return func(i *issue, c *content) bool { return get(i, c).IsZero() == (op == "is") }
	}
	by := comparison(op)
	if by == nil {
		p.fail("The operator '%s' is not supported by the '%s' field.", op, field)
	}
	t := p.moment(field, values[0]).UTC().Truncate(time.Minute)
	return func(i *issue, c *content) bool {
		at := get(i, c)
		return !at.IsZero() && by(at.UTC().Truncate(time.Minute).Compare(t))
	}
}

// sortable are the fields by which issues can be put in order.
var sortable = []string{"created", "updated", "key", "issuekey", "id", "priority", "summary", "status", "due", "duedate", "assignee", "reporter", "type", "issuetype", "resolved", "resolutiondate", "rank", "project"}

func (p *parser) orderBy() []sortKey {
	var out []sortKey
	for {
		k := sortKey{field: strings.ToLower(strings.TrimPrefix(p.next(), `"`))}
		if !slices.Contains(sortable, k.field) {
			p.fail("Not able to sort using field '%s'.", k.field)
		}
		if p.isWord("asc") || p.isWord("desc") {
			k.desc = p.isWord("desc")
			p.at++
		}
		out = append(out, k)
		if p.peek() != "," {
			return out
		}
		p.at++
	}
}

func (q *query) sort(l []*issue) {
	slices.SortFunc(l, func(a, b *issue) int {
		for _, k := range q.order {
			n := 0
			switch k.field {
			case "created":
				n = a.Created.Compare(b.Created)
			case "updated":
				n = a.indexed.Updated.Compare(b.indexed.Updated)
			case "summary":
				n = strings.Compare(text(a.indexed.Values["summary"]), text(b.indexed.Values["summary"]))
			case "status":
				at := func(i *issue) int {
					return slices.IndexFunc(statuses, func(t status) bool { return t.Name == i.indexed.Status })
				}
				n = cmp.Compare(at(a), at(b))
			case "due", "duedate":
				n = strings.Compare(text(a.indexed.Values["duedate"]), text(b.indexed.Values["duedate"]))
			case "resolved", "resolutiondate":
				n = a.indexed.Resolved.Compare(b.indexed.Resolved)
			case "assignee", "reporter":
				named := func(i *issue) string {
					if u, _ := i.indexed.Values[k.field].(*user); u != nil {
						return u.Display
					}
					return "\uffff" // nobody, last
				}
				n = strings.Compare(named(a), named(b))
			case "type", "issuetype":
				n = strings.Compare(a.indexed.Type, b.indexed.Type)
			case "priority":
				n = cmp.Compare(slices.Index(priorities, text(b.indexed.Values["priority"])), slices.Index(priorities, text(a.indexed.Values["priority"])))
			default:
				n = cmp.Or(strings.Compare(a.Project.Key, b.Project.Key), cmp.Compare(a.Number, b.Number))
			}
			if k.desc {
				n = -n
			}
			if n != 0 {
				return n
			}
		}
		return cmp.Compare(b.ID, a.ID) // the newest first, if nothing is said
	})
}
