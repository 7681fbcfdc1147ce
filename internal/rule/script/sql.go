package script

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/statement"
)

// A Querier is a Desk that can ask the databases which the owner declared.
type Querier interface {
	// Query answers a statement that reads, with ? for each of its values. An
	// error is what the rule is told, and can catch.
	Query(ctx context.Context, q SQLQuery) (SQLRows, error)
}

// SQLQuery is one question to a source. Args are nil, bool, int64, float64,
// string, json.Number or time.Time.
type SQLQuery struct {
	Source string
	Text   string
	Args   []any
}

// SQLRows is its answer: values by column, as JSON and time.Time have them.
type SQLRows struct {
	Columns []string
	Values  [][]any
	// StandIn says that nobody recorded the answer: a row gives something
	// plausible whatever column is asked for.
	StandIn bool
}

// sources is the variable of that name: sources.crm is one of the databases
// that the owner declared, asked like a groovy.sql.Sql.
type sources struct{ r *run }

var (
	_ groovy.PropertyGetter = (*sources)(nil)
	_ groovy.Indexer        = (*sources)(nil)
	_ groovy.Caller         = (*sources)(nil)
)

// GetProperty gives the source of a name; whether it is there shows when it is
// asked.
func (s *sources) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	switch name {
	case "class", "metaClass", "properties":
		return nil, false, nil
	}
	return &database{s.r, name}, true, nil
}

// Index is GetProperty for sources["crm"].
func (s *sources) Index(c *groovy.Context, key any) (any, error) {
	name, err := c.Text(key)
	return &database{s.r, name}, err
}

// CallMethod has get.
func (s *sources) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if (name == "get" || name == "getAt") && len(args) == 1 {
		v, err := s.Index(c, args[0])
		return v, true, err
	}
	return nil, false, nil
}

// String is how it prints.
func (s *sources) String() string { return "sources" }

// sqlClass is groovy.sql.Sql: rules ask sources through it as they asked
// databases elsewhere; its connections are the owner's to declare.
func sqlClass() *groovy.HostClass {
	return &groovy.HostClass{Name: "groovy.sql.Sql", Static: func(c *groovy.Context, member string, args []any, get bool) (any, bool, error) {
		if get || member != "newInstance" && member != "withInstance" || len(args) == 0 {
			return nil, false, nil
		}
		r, _ := c.Context().Value(runKey{}).(*run)
		name, err := c.Text(args[0])
		if err != nil || r == nil {
			return nil, true, err
		}
		if strings.Contains(name, ":") && !r.in.Lenient {
			return nil, true, c.Throw("java.lang.SecurityException",
				"rules open no databases: declare this one below sources: in the config, and use sources.NAME or Sql.newInstance(\"NAME\")")
		}
		if strings.Contains(name, ":") {
			name = "database" // a case is tried: the address may hold a password
		}
		db := &database{r, name}
		if f, ok := last(args).(*groovy.Closure); ok && member == "withInstance" {
			v, err := c.Call(f, db)
			return v, true, err
		}
		return db, true, nil
	}}
}

// A database is one source in the hands of a rule.
type database struct {
	r    *run
	name string
}

var (
	_ groovy.Caller       = (*database)(nil)
	_ groovy.TypeNamer    = (*database)(nil)
	_ groovy.MemberLister = (*database)(nil)
)

// TypeName is the class that rules know it as.
func (d *database) TypeName() string { return "groovy.sql.Sql" }

// String is how it prints.
func (d *database) String() string { return "source " + d.name }

// Properties is none.
func (d *database) Properties() []string { return nil }

// Methods are those of CallMethod.
func (d *database) Methods() []string { return []string{"close", "eachRow", "firstRow", "rows"} }

// writes are the methods of groovy.sql.Sql that change a database.
var writes = map[string]bool{
	"execute": true, "executeUpdate": true, "executeInsert": true, "call": true, "callWithRows": true, "callWithAllRows": true,
	"withBatch": true, "withTransaction": true, "commit": true, "rollback": true, "dataSet": true,
}

// CallMethod has what groovy.sql.Sql reads with: a statement, its values in a
// list, in a map, as further arguments or within a GString, for rows an offset
// and a count, and a closure for eachRow.
func (d *database) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch {
	case name == "close" && len(args) == 0:
		return nil, true, nil
	case writes[name]:
		return nil, true, c.Throw("java.sql.SQLException", "sources are only read: "+name+" is not there, firstRow, rows and eachRow are")
	case name != "firstRow" && name != "rows" && name != "eachRow":
		return nil, false, nil
	}
	args = slices.Clone(args)
	var each *groovy.Closure
	if name == "eachRow" {
		f, ok := last(args).(*groovy.Closure)
		if !ok {
			return nil, true, c.Throw("java.lang.IllegalArgumentException", "eachRow takes a closure at the end: eachRow(\"select ...\") { row -> ... }")
		}
		each, args = f, args[:len(args)-1]
	}
	q, offset, most, err := d.question(c, name, args)
	if err != nil {
		return nil, true, err
	}
	if err := c.Charge(100); err != nil { // a question costs more than a look-up
		return nil, true, err
	}
	got, err := d.ask(c, q)
	if err != nil {
		return nil, true, err
	}
	from := min(offset, len(got.Values))
	values := got.Values[from:]
	if most >= 0 && most < len(values) {
		values = values[:most]
	}
	if name == "firstRow" {
		if len(values) == 0 {
			return nil, true, nil
		}
		v, err := newRow(c, got, values[0])
		return v, true, err
	}
	list := groovy.NewList()
	for _, v := range values {
		row, err := newRow(c, got, v)
		if err != nil {
			return nil, true, err
		}
		if each == nil {
			list.Append(row)
		} else if _, err := c.Call(each, row); err != nil {
			return nil, true, err
		}
	}
	if each != nil {
		return nil, true, nil
	}
	return list, true, nil
}

func (d *database) ask(c *groovy.Context, q SQLQuery) (SQLRows, error) {
	r := d.r
	if r.asked++; r.asked > mostCalls {
		return SQLRows{}, c.Stop(fmt.Errorf("the rule asks its sources more than %d times", mostCalls))
	}
	desk, ok := r.in.Desk.(Querier)
	if !ok {
		return SQLRows{}, c.Throw("java.sql.SQLException", "there is no source "+d.name+": declare it below sources: in the config")
	}
	got, err := desk.Query(c.Context(), q)
	if err != nil {
		return SQLRows{}, err
	}
	size := 0
	for _, row := range got.Values {
		for _, v := range row {
			s, _ := v.(string)
			size += 32 + len(s)
		}
	}
	return got, c.Alloc(size)
}

// question reads the arguments: the statement first, or a map of values before
// it as Groovy puts named arguments.
func (d *database) question(c *groovy.Context, name string, args []any) (q SQLQuery, offset, most int, err error) {
	q.Source, most = d.name, -1
	fail := func(text string) error { return c.Throw("java.lang.IllegalArgumentException", name+": "+text) }
	var named *groovy.Map
	if m, ok := first(args).(*groovy.Map); ok {
		named, args = m, args[1:]
	}
	if len(args) == 0 {
		return q, 0, most, fail("the statement is missing")
	}
	text, args := args[0], args[1:]
	// rows(statement, values, offset, count): the last two numbers behind a list,
	// a map or nothing.
	if n := len(args); name == "rows" && (n == 2 && isNumber(args[0]) && isNumber(args[1]) || n == 3 && !isNumber(args[0]) && isNumber(args[1]) && isNumber(args[2])) {
		from, to := count(args[n-2]), count(args[n-1])
		offset, most, args = max(from-1, 0), to, args[:n-2] // rows count from 1
	}
	var values []any
	if m, ok := first(args).(*groovy.Map); ok && len(args) == 1 {
		named, args = m, nil
	}
	if l, ok := first(args).(*groovy.List); ok && len(args) == 1 {
		values = slices.Clone(l.Items())
	} else {
		values = args
	}
	if g, ok := text.(*groovy.GString); ok {
		q.Text, values = placed(g, values)
	} else if q.Text, err = c.Text(text); err != nil {
		return q, 0, most, err
	}
	if plain, names := statement.Named(q.Text); len(names) > 0 && (named != nil || len(values) == 1) {
		q.Text = plain
		of := any(named)
		if named == nil {
			of = values[0] // an object whose properties are the values
		}
		values = nil
		for _, n := range names {
			v, err := member(c, of, n)
			if err != nil {
				return q, 0, most, err
			}
			values = append(values, v)
		}
	}
	for i, v := range values {
		a, err := parameter(c, v)
		if err != nil {
			return q, 0, most, fail(fmt.Sprintf("value %d: %s", i+1, err))
		}
		q.Args = append(q.Args, a)
	}
	if places := statement.Places(q.Text); places != len(q.Args) {
		return q, 0, most, fail(fmt.Sprintf("%d values for %d places", len(q.Args), places))
	}
	return q, offset, most, nil
}

func count(v any) int {
	n, _ := groovy.ToGo(v).(int64)
	if i, ok := v.(int32); ok {
		n = int64(i)
	}
	return int(min(max(n, 0), 1<<30))
}

// placed makes a statement of a GString: each value gets a place of its own, so
// that no value becomes part of the statement. Quotes around one are left out,
// as Groovy does.
func placed(g *groovy.GString, more []any) (string, []any) {
	texts, values := g.Parts()
	var b strings.Builder
	for i, t := range texts {
		if i > 0 {
			if strings.HasSuffix(b.String(), "'?") && strings.HasPrefix(t, "'") {
				s := strings.TrimSuffix(b.String(), "'?")
				b.Reset()
				b.WriteString(s + "?")
				t = t[1:]
			}
		}
		b.WriteString(t)
		if i < len(values) {
			b.WriteString("?")
		}
	}
	return b.String(), append(slices.Clone(values), more...)
}

// member is a named value: of a map, or a property of an object.
func member(c *groovy.Context, of any, name string) (any, error) {
	switch x := of.(type) {
	case *groovy.Map:
		if v, ok := x.Get(name); ok {
			return v, nil
		}
		return nil, c.Throw("java.lang.IllegalArgumentException", "no value is given for :"+name)
	case groovy.PropertyGetter:
		v, _, err := x.GetProperty(c, name)
		return v, err
	}
	return nil, c.Throw("java.lang.IllegalArgumentException", "no value is given for :"+name)
}

// parameter is a value as databases take it: an object what it stands for.
func parameter(c *groovy.Context, v any) (any, error) {
	switch x := v.(type) {
	case nil, bool, string, float64:
		return x, nil
	case *Object:
		return x.String(), nil
	case *StandIn:
		return x.String(), nil
	case int32:
		return int64(x), nil
	case int64:
		return x, nil
	case *groovy.GString, *groovy.Closure:
		return c.Text(x)
	}
	switch x := groovy.ToGo(v).(type) {
	case time.Time, string, bool, int64, float64, json.Number:
		return x, nil
	}
	return c.Text(v)
}

// A row is one row of an answer: its columns by name in any case, or by place.
type row struct {
	columns []string
	m       *groovy.Map
	standIn bool
}

var (
	_ groovy.PropertyGetter = (*row)(nil)
	_ groovy.Indexer        = (*row)(nil)
	_ groovy.Iterable       = (*row)(nil)
	_ groovy.Caller         = (*row)(nil)
	_ groovy.JSONer         = (*row)(nil)
	_ groovy.Coercer        = (*row)(nil)
	_ groovy.TypeNamer      = (*row)(nil)
	_ groovy.MemberLister   = (*row)(nil)
)

func newRow(c *groovy.Context, of SQLRows, values []any) (*row, error) {
	r := &row{columns: of.Columns, m: groovy.NewMap(), standIn: of.StandIn}
	for i, col := range of.Columns {
		r.m.Put(col, groovy.FromGo(values[i]))
	}
	return r, c.Charge(len(of.Columns))
}

// TypeName is the class that rules know it as.
func (r *row) TypeName() string { return "groovy.sql.GroovyRowResult" }

// String shows it as a map.
func (r *row) String() string { return canonical(export(r.m)) }

func (r *row) column(name string) (any, bool) {
	if v, ok := r.m.Get(name); ok {
		return v, true
	}
	for _, col := range r.columns {
		if strings.EqualFold(col, name) {
			v, _ := r.m.Get(col)
			return v, true
		}
	}
	if r.standIn {
		return NewStandIn(name), true
	}
	return nil, false
}

// GetProperty gives a column; one that is not there is an error that names those
// that are.
func (r *row) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	switch name {
	case "class", "metaClass":
		return nil, false, nil
	}
	v, ok := r.column(name)
	return v, ok, nil
}

// Index gives a column by name, or by place from 0; negative ones count from the
// end.
func (r *row) Index(c *groovy.Context, key any) (any, error) {
	if isNumber(key) {
		i := count(key)
		if n, ok := key.(int32); ok && n < 0 {
			i = len(r.columns) + int(n)
		}
		if i < 0 || i >= len(r.columns) {
			return nil, c.Throw("java.lang.IndexOutOfBoundsException", fmt.Sprintf("the row has %d columns", len(r.columns)))
		}
		v, _ := r.m.Get(r.columns[i])
		return v, nil
	}
	name, err := c.Text(key)
	if err != nil {
		return nil, err
	}
	v, _ := r.column(name)
	return v, nil
}

// Iterate hands out the columns as entries.
func (r *row) Iterate(_ *groovy.Context, yield func(any) error) error {
	for _, col := range r.columns {
		v, _ := r.m.Get(col)
		if err := yield(groovy.NewEntry(col, v)); err != nil {
			return err
		}
	}
	return nil
}

// CallMethod has getAt, and what maps have.
func (r *row) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch {
	case (name == "getAt" || name == "get" || name == "getProperty" || name == "getObject" || name == "getString") && len(args) == 1:
		v, err := r.Index(c, args[0])
		return v, true, err
	case name == "toRowResult" && len(args) == 0:
		return r, true, nil
	case own[name] && name != "toString", !c.Responds(r.m, name):
		return nil, false, nil
	}
	v, err := c.Invoke(r.m, name, args...)
	return v, true, err
}

// JSONValue is the map of the columns.
func (r *row) JSONValue() any { return r.m }

// Coerce makes a map of it.
func (r *row) Coerce(_ *groovy.Context, class string) (any, bool, error) {
	switch class {
	case "java.util.Map", "java.util.LinkedHashMap", "java.util.HashMap":
		return r.m, true, nil
	}
	return nil, false, nil
}

// Properties are the columns.
func (r *row) Properties() []string { return slices.Clone(r.columns) }

// Methods are those of a row beyond a map's.
func (r *row) Methods() []string { return []string{"getAt", "get", "toRowResult"} }
