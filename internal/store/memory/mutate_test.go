package memory

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

var (
	valueType  = reflect.TypeFor[hub.Value]()
	timeType   = reflect.TypeFor[time.Time]()
	numberType = reflect.TypeFor[hub.Number]()
	errorType  = reflect.TypeFor[error]()
)

// someMoment has an offset and more digits than are stored. Its zone is as it
// comes back, so that a record that is filled is the same when it is put again.
var someMoment = time.Date(2026, 3, 4, 5, 6, 7, 123_456_789, time.FixedZone("", 3600))

// filled returns a value with something in every field, those of a later version
// included. Each call makes it anew.
func filled[T any]() *T {
	v := new(T)
	n := 0
	fill(reflect.ValueOf(v).Elem(), &n)
	return v
}

func fill(v reflect.Value, n *int) {
	*n++
	switch {
	case v.Type() == timeType:
		v.Set(reflect.ValueOf(someMoment.Add(time.Duration(*n) * time.Minute)))
	case v.Type() == numberType:
		v.SetString(fmt.Sprint(*n))
	case v.Type() == errorType:
		v.Set(reflect.ValueOf(errors.New("for the log")))
	case v.Type() == valueType:
		v.Set(reflect.ValueOf(someTree(*n)))
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 4))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case v.Kind() == reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 2 {
			k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(k, n)
			fill(e, n)
			v.SetMapIndex(k, e)
		}
	case v.Kind() == reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.CanInt():
		v.SetInt(int64(*n))
	case v.CanUint():
		v.SetUint(uint64(*n))
	default:
		panic("cannot fill a " + v.Type().String())
	}
}

// someTree is a value with one of each kind.
func someTree(n int) hub.Value {
	return map[string]hub.Value{
		"text": fmt.Sprint("text ", n), "yes": true, "none": nil, "number": hub.Number("1.0"), "at": someMoment,
		"who": hub.User{ID: "u", Name: "Ada"}, "list": []hub.Value{"a", []hub.Value{}, map[string]hub.Value{"$x": "y"}},
	}
}

// A mutant is one small change of a filled record.
type mutant struct {
	path  string
	place reflect.Value
	to    func() reflect.Value
}

// do makes the change and returns how to take it back.
func (m mutant) do() (undo func()) {
	was := reflect.New(m.place.Type()).Elem()
	was.Set(m.place)
	m.place.Set(m.to())
	return func() { m.place.Set(was) }
}

var anotherIssue = regexp.MustCompile(`^\.(Received|Envelope\.Replica\.Issue|Apply\.Want|Apply\.Expected)\.`)

// mutants lists what can be done to each place within a record, in an order that
// is the same for every record that filled has made. At places that begin with
// one of the paths that is all we know of, at others a little of each kind; and
// an issue that is only one more of several is looked at in few places.
func mutants[T any](v *T, paths ...string) (list []mutant) {
	seen := map[string]int{}
	for _, m := range appendMutants(nil, "", reflect.ValueOf(v).Elem()) {
		place, _, _ := strings.Cut(m.path, " ")
		thorough := slices.ContainsFunc(paths, func(p string) bool { return strings.HasPrefix(place, p) })
		another := anotherIssue.MatchString(place) && !strings.HasSuffix(place, ".Summary") && !strings.Contains(place, ".History")
		if seen[place]++; thorough || seen[place] <= 6 && !another {
			list = append(list, m)
		}
	}
	return list
}

func appendMutants(list []mutant, path string, v reflect.Value) []mutant {
	add := func(what string, to func() reflect.Value) { list = append(list, mutant{path + " " + what, v, to}) }
	set := func(what string, to any) {
		add("= "+what, func() reflect.Value {
			if to == nil {
				return reflect.Zero(v.Type())
			}
			return reflect.ValueOf(to).Convert(v.Type())
		})
	}
	switch {
	case v.Type() == timeType:
		for i, t := range someTimes {
			set(fmt.Sprint("time ", i), t)
		}
	case v.Type() == valueType:
		for i, e := range someValues {
			set(fmt.Sprintf("value %d, %T", i, e), e)
		}
	case v.Kind() == reflect.Interface:
		set("nil", nil)
	case v.Type() == numberType:
		for _, s := range someNumbers {
			set(s, s)
		}
	case v.Kind() == reflect.Pointer:
		set("nil", nil)
		add("= new", func() reflect.Value { return reflect.New(v.Type().Elem()) })
		list = appendMutants(list, path, v.Elem())
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			list = appendMutants(list, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case v.Kind() == reflect.Slice:
		set("nil", nil)
		add("= empty", func() reflect.Value { return reflect.MakeSlice(v.Type(), 0, 1) })
		add("shorter", func() reflect.Value { return v.Slice(0, 1) })
		add("longer", func() reflect.Value { return reflect.Append(v, v.Index(0)) })
		list = appendMutants(list, path+"[1]", v.Index(1))
	case v.Kind() == reflect.Map:
		set("nil", nil)
		add("= empty", func() reflect.Value { return reflect.MakeMap(v.Type()) })
		list = appendMapMutants(list, path, v)
	case v.Kind() == reflect.String:
		for _, s := range []string{"", "bad \xff", "other", "nul \x00", "ß\u2028<&>"} {
			set(fmt.Sprintf("%q", s), s)
		}
	case v.Kind() == reflect.Bool:
		set("flipped", !v.Bool())
	case v.CanInt():
		set("0", 0)
		set("-1", -1)
	case v.CanUint():
		set("0", 0)
		set("untold", hub.Untold)
		set("too large", uint64(1<<63))
	}
	return list
}

// appendMapMutants changes an entry, takes one out, and adds some. Maps are
// replaced, not written to, so that a change can be taken back.
func appendMapMutants(list []mutant, path string, v reflect.Value) []mutant {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	k := keys[0]
	change := func(what string, fn func(m, e reflect.Value)) {
		list = append(list, mutant{path + what, v, func() reflect.Value {
			m := reflect.MakeMap(v.Type())
			for _, k := range keys {
				m.SetMapIndex(k, v.MapIndex(k))
			}
			fn(m, v.MapIndex(k))
			return m
		}})
	}
	change(" without one", func(m, _ reflect.Value) { m.SetMapIndex(k, reflect.Value{}) })
	for _, name := range []string{"bad \xff", "$time", "", "$x", "$$y", "labels", "creator", "nul \x00"} {
		as := reflect.ValueOf(name).Convert(k.Type())
		change(fmt.Sprintf(" with %q", name), func(m, e reflect.Value) { m.SetMapIndex(as, e) })
		change(fmt.Sprintf(" only %q", name), func(m, e reflect.Value) {
			m.Clear()
			m.SetMapIndex(as, e)
		})
	}
	copied := reflect.New(v.Type().Elem()).Elem()
	copied.Set(v.MapIndex(k))
	for _, inner := range appendMutants(nil, "[0]", copied) {
		change(inner.path, func(m, _ reflect.Value) {
			undo := inner.do()
			m.SetMapIndex(k, copied)
			undo()
		})
	}
	return list
}

var someNumbers = []string{"", "0", "-0", "7", "-12", "1.50", "1e400", "01", "x", "1 ", "-"}

func zone(seconds int) time.Time { return someMoment.In(time.FixedZone("", seconds)) }

var someTimes = []time.Time{
	{}, time.Unix(0, 0), someMoment.UTC(), zone(30), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), time.Now(),
	someMoment.Local(), zone(5*3600 + 1800), zone(-3600), zone(0), zone(24 * 3600),
	time.Time{}.In(time.FixedZone("", 3600)), time.Time{}.In(time.FixedZone("", -3600)),
	time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(-1, 12, 31, 23, 59, 59, 0, time.UTC),
	time.Date(0, 1, 1, 0, 0, 0, 0, time.FixedZone("", 3600)),
	time.Date(9999, 12, 31, 23, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -3600)),
	time.Date(10000, 1, 1, 0, 0, 0, 0, time.FixedZone("", 3600)), time.Unix(0, 0).UTC(),
	someMoment.In(time.FixedZone("home", 3600)),
}

// someValues has much that is no Value, or comes back as another one.
var someValues = func() []hub.Value {
	deep := func(n int) hub.Value {
		var v hub.Value = "bottom"
		for i := range n {
			if v = []hub.Value{v}; i%2 == 0 {
				v = map[string]hub.Value{"down": v.([]hub.Value)[0]}
			}
		}
		return v
	}
	circle := []hub.Value{nil}
	circle[0] = circle
	list := []hub.Value{
		nil, "bad \xff", []hub.Value(nil), map[string]hub.Value(nil), hub.Values{"a": hub.Values{"b": "c"}}, 5,
		"", "text", "nul \x00", true, false, hub.User{}, hub.User{ID: "u"}, hub.User{Name: "bad \xff"},
		[]hub.Value{}, []hub.Value{nil}, []hub.Value{"a", "b"},
		map[string]hub.Value{}, map[string]hub.Value{"": nil}, map[string]hub.Value{"$time": "x"},
		map[string]hub.Value{"$time": someMoment}, map[string]hub.Value{"$user": map[string]hub.Value{"id": "u"}},
		map[string]hub.Value{"$$y": "z"}, map[string]hub.Value{"$": "z"}, map[string]hub.Value{"a": 1},
		map[string]hub.Value{"bad \xff": "z"}, map[string]hub.Value{"$ \xff": "z", "$ \xfe": "y"},
		map[string]hub.Value{"$$ \xff": "z", "$$ \xfe": "y"}, hub.Values(nil), hub.Values{},
		[]hub.Value{hub.Values(nil), map[string]hub.Value(nil), []hub.Value(nil)},
		deep(90), deep(101), deep(150), deep(198), deep(199), deep(200), deep(201), circle,
		int64(5), 1.5, []string{"a"}, struct{}{}, hub.Ref{}, &hub.User{}, map[string]string{}, hub.Digest("x"), someTree(0),
	}
	for _, s := range someNumbers {
		list = append(list, hub.Number(s), []hub.Value{hub.Number(s)})
	}
	for _, t := range someTimes {
		list = append(list, t, map[string]hub.Value{"at": t})
	}
	return list
}()
