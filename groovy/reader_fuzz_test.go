package groovy_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/groovy"
)

// readers is a script that reads text in every way the library knows, and may
// only fail with an exception. What was read and written again must read as the
// same; the script gives a list of what does not.
const readers = `
import groovy.json.*
def all = [
    { new JsonSlurper().parseText(text) }, { new JsonSlurperClassic().parseText(text) },
    { new JsonSlurper().setType(JsonParserType.LAX).parseText(text) }, { JsonOutput.prettyPrint(text) },
    { new XmlSlurper().parseText(text).'**'.collect { it.text() } }, { new XmlParser(false, false).parseText(text).toString() },
    { groovy.xml.XmlUtil.serialize(text) }, { new URI(text).normalize() }, { new URL(text) }, { URLDecoder.decode(text, 'UTF-8') },
    { Base64.decoder.decode(text) }, { UUID.fromString(text) },
    { JsonOutput.toJson(new JsonSlurper().parseText(text)) },
]
all.each { try { it() } catch (Throwable e) { e.message } }

def wrong = []
def shallow = { Closure c -> try { c() } catch (StackOverflowError e) { } }
def again = { String what, Closure read, Closure write ->
    if (!whole) return // of what is no text, some becomes U+FFFD
    def value
    try { value = read(text) } catch (Throwable e) { return }
    def written
    try { written = write(value) } catch (StackOverflowError e) { return } catch (Exception e) { wrong << "$what is not written: $e"; return }
    try {
        def back = read(written)
        if (back != value) wrong << "$what $value is written $written and read $back"
    } catch (StackOverflowError e) {
    } catch (Exception e) { wrong << "$what is written $written and not read: $e" }
}
def json = { new JsonSlurper().parseText(it) }
again('JSON', json) { JsonOutput.toJson(it) }
again('classic JSON', { new JsonSlurperClassic().parseText(it) }) { JsonOutput.toJson(it) }
again('UUID', UUID.&fromString) { it.toString() }
again('URI', { new URI(it) }) { it.toString() }
again('Base64', { Base64.decoder.decode(it) as List }) { Base64.encoder.encodeToString(it as byte[]) }
def serial
try { serial = groovy.xml.XmlUtil.serialize(text) } catch (Throwable e) { }
if (serial) shallow { new XmlSlurper().parseText(serial) }
if (whole && URLDecoder.decode(URLEncoder.encode(text, 'UTF-8'), 'UTF-8') != text) wrong << 'URL encoding'
if (whole && new String(text.getBytes('UTF-8'), 'UTF-8') != text) wrong << 'UTF-8'
if (valid) shallow {
    def value = json(text), pretty = JsonOutput.prettyPrint(text)
    if (json(pretty) != value) wrong << "pretty JSON is $pretty"
}
wrong
`

// readAll runs readers on a text under tight limits.
func readAll(t *testing.T, text string) {
	t.Helper()
	s, err := groovy.Compile("readers.groovy", readers, nil)
	if err != nil {
		t.Fatal(err)
	}
	// Numbers with exponents may be too big for the one and not for the other,
	// and a document of Groovy 2.4 is an object or a list.
	plain := strings.TrimSpace(text)
	valid := (strings.HasPrefix(plain, "{") || strings.HasPrefix(plain, "[")) && !strings.ContainsAny(plain, "eE") && json.Valid([]byte(text))
	wrong, err := s.Run(context.Background(), &groovy.Env{
		Binding: map[string]any{"text": text, "valid": valid, "whole": utf8.ValidString(text)},
		Limits:  groovy.Limits{Steps: 200_000, Memory: 8 << 20, Depth: 300},
	})
	var limit *groovy.LimitError
	if err != nil && !errors.As(err, &limit) {
		t.Fatalf("%q: %v", text, err)
	}
	if l, ok := groovy.ToGo(wrong).([]any); err == nil && (!ok || len(l) > 0) {
		t.Fatalf("%q: %q", text, l)
	}
}

func FuzzReaders(f *testing.F) {
	for _, s := range []string{
		`{"a":[1,2.5e3,true,null,"x\u00e9\ud83d\n"],"b":{}}`, `[`, `{"a"`, `"\u12`, `-`, `[[[[`, `{"a":1,}`, "[1 \n]", `{a:'b', c: // x`,
		`<a b="1"><c>x</c>&lt;<![CDATA[y]]><!-- c --></a>`, `<x:a xmlns:x="u"/>`, `<a`, `<a b='`, `<a>&#x`, `<?xml version="1.0"?><a/>`, `<!DOCTYPE a>`,
		`http://u@h:80/p/../q?x=%41#f`, `http://[::1`, `%zz`, `SGVsbG8=`, `1-2-3-4-5`, "\xed\xa0\x80", "é", "",
	} {
		f.Add(s)
	}
	f.Fuzz(readAll)
}

// Nothing that is read may be deeper or bigger than the run allows, and no
// entity is ever replaced.
func TestReadersAreBounded(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		strings.Repeat("[", 100_000),
		strings.Repeat(`{"a":`, 100_000),
		strings.Repeat("<a>", 100_000),
		"[" + strings.Repeat("1,", 500_000) + "1]",
		"<a " + strings.Repeat(`b="1" `, 50_000) + "/>",
		`<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>`,
		strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000),
		"1" + strings.Repeat("0", 200_000),
		"1e999999999",
	} {
		readAll(t, s)
	}
}

func TestNetworkIsRefused(t *testing.T) {
	t.Parallel()
	for _, call := range []string{"u.text", "u.getText()", "u.openConnection()", "u.openStream()", "u.bytes", "u.readLines()", "u.eachLine { }",
		"new XmlSlurper().parse('http://example.com')"} {
		s, err := groovy.Compile("net.groovy", "def u = new URL('http://example.com/')\n"+call, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Run(context.Background(), &groovy.Env{Stdout: &bytes.Buffer{}})
		var re *groovy.RunError
		if !errors.As(err, &re) || re.Class != "java.lang.SecurityException" || !strings.Contains(re.Message, "scripts cannot reach") {
			t.Errorf("%s: %v", call, err)
		}
	}
}
