package hub

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
)

// scanTexts are documents that tempt a reader who only looks for ends.
var scanTexts = []string{
	`null`, ` true `, "\tfalse\n", `0`, `-1.50e+7`, `""`, `"a\"b\\"`, `"\\\""`, `"\u00e4\ud83d\ude00"`, "\"\xff\"", `"ä"`, `"\ud800"`,
	`[]`, ` [ ] `, `[1,2]`, "[ 1 , [ ] , {\n} , \"]\" ]", `{}`, ` { } `, `{"a":1}`, `{ "a" : "}" , "b":[{"c":"\"}"}],"":null }`,
	`{"a":1,"a":{"b":2}}`, `{"\u0061":1,"a":2}`, `[[[[[[]]]]]]`, `{"a":{"b":{"c":[true,false,null]}}}`, `[1 ]`, `[-0]`,
	"", " ", `{`, `[1,]`, `{"a"}`, `{"a":}`, `01`, `tru`, `"`, `"\x"`, `{} {}`, `1 2`, "\"\n\"", `{a:1}`, `[1 2]`, `nul`, `{"a":1,}`,
}

// checkScan compares with the decoder of the standard library.
func checkScan(t *testing.T, in []byte) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(in))
	d.UseNumber()
	var want any
	fine := json.Valid(in) && d.Decode(&want) == nil
	got, err := scan(in)
	if (err == nil) != fine || fine && !reflect.DeepEqual(got, want) {
		t.Errorf("%q: got %#v, %v; want %#v, %v", in, got, err, want, fine)
	}
}

func TestScan_reads_what_the_standard_library_reads(t *testing.T) {
	for _, in := range scanTexts {
		checkScan(t, []byte(in))
	}
}

func FuzzScan(f *testing.F) {
	for _, in := range scanTexts {
		f.Add([]byte(in))
	}
	f.Fuzz(checkScan)
}

// Each member of an issue is read as the standard library reads its value into
// the field.
func TestIssue_reads_members_of_any_kind(t *testing.T) {
	for i := range fields {
		for _, text := range scanTexts {
			in := []byte(`{"` + fields[i].name + `": ` + text + ` }`)
			if !json.Valid(in) {
				continue
			}
			var want, got Issue
			fine := json.Unmarshal([]byte(text), fields[i].ptr(&want)) == nil
			if err := got.UnmarshalJSON(in); (err == nil) != fine || fine && !reflect.DeepEqual(got, want) {
				t.Errorf("%s: got %+v, %v; want %+v, %v", in, got, err, want, fine)
			}
		}
	}
}
