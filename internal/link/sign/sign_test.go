package sign

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

// The example of RFC 9421, B.2.6: what others sign, we can check.
func TestExampleOfTheStandard(t *testing.T) {
	t.Parallel()
	der, err := base64.StdEncoding.DecodeString("MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		t.Fatal(err)
	}
	m := &Message{Method: "POST", Path: "/foo", Query: "param=Value&Pet=dog", Header: http.Header{}}
	m.Header.Set("Date", "Tue, 20 Apr 2021 02:07:55 GMT")
	m.Header.Set("Content-Type", "application/json")
	m.Header.Set("Content-Length", "18")
	// The example covers @authority, which no signature of ours does.
	m.Header.Set("Signature-Input", `sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"`)
	m.Header.Set("Signature", "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:")
	s, err := Read(m)
	if err != nil {
		t.Fatal(err)
	}
	if s.KeyID != "test-key-ed25519" || s.Created.Unix() != 1618884473 {
		t.Errorf("read %+v", s.Params)
	}
	if err := s.Check(m, nil, parsed.(ed25519.PublicKey)); !errors.Is(err, ErrMissing) {
		t.Fatalf("a component we do not know: %v", err)
	}
	text := strings.Join([]string{
		`"date": Tue, 20 Apr 2021 02:07:55 GMT`, `"@method": POST`, `"@path": /foo`, `"@authority": example.com`,
		`"content-type": application/json`, `"content-length": 18`,
		`"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"`,
	}, "\n")
	if !ed25519.Verify(parsed.(ed25519.PublicKey), []byte(text), s.bytes) {
		t.Fatal("the example is not remembered rightly")
	}
	// Without @authority our base is the example's, line by line.
	list := s.list
	list.Items = append(list.Items[:3:3], list.Items[4:]...)
	got, err := base(m, list)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(strings.Replace(text, "\"@authority\": example.com\n", "", 1), ` "@authority"`, "")
	if got != want {
		t.Errorf("signed text\n%s\nwant\n%s", got, want)
	}
}

var covered = []string{"@method", "@path", "@query", "content-digest", "entwine-to"}

func signed(t testing.TB, key ed25519.PrivateKey) *Message {
	t.Helper()
	m := &Message{Method: "POST", Path: "/link/v1/deliver", Header: http.Header{}}
	m.Header.Set("Entwine-To", "n-b")
	SetDigest(m.Header, []byte("body"))
	p := Params{Created: time.Unix(1_800_000_000, 0), Nonce: "7", KeyID: "k", Tag: "entwine"}
	if err := Sign(m, covered, p, key); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWhatWasChangedIsRefused(t *testing.T) {
	t.Parallel()
	pub, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		change func(*Message)
		want   error
	}{
		{"nothing", func(*Message) {}, nil},
		{"method", func(m *Message) { m.Method = "GET" }, ErrWrong},
		{"path", func(m *Message) { m.Path += "x" }, ErrWrong},
		{"query", func(m *Message) { m.Query = "a=1" }, ErrWrong},
		{"header", func(m *Message) { m.Header.Set("Entwine-To", "n-c") }, ErrWrong},
		{"header twice", func(m *Message) { m.Header.Add("Entwine-To", "n-b") }, ErrWrong},
		{"header gone", func(m *Message) { m.Header.Del("Entwine-To") }, ErrMissing},
		{"digest", func(m *Message) { SetDigest(m.Header, []byte("other")) }, ErrWrong},
		{"created", func(m *Message) { edit(m, "created=1800000000", "created=1800000001") }, ErrWrong},
		{"nonce", func(m *Message) { edit(m, `nonce="7"`, `nonce="8"`) }, ErrWrong},
		{"covers less", func(m *Message) { edit(m, ` "entwine-to"`, "") }, ErrMissing},
		{"covers twice", func(m *Message) { edit(m, `"@path"`, `"@path" "@path"`) }, ErrMissing},
		{"parameter of a component", func(m *Message) { edit(m, `"@path"`, `"@path";req`) }, ErrMissing},
		{"other algorithm", func(m *Message) { edit(m, `"ed25519"`, `"hmac-sha256"`) }, ErrMissing},
		{"no key", func(m *Message) { edit(m, `keyid="k";`, "") }, ErrMissing},
		{"two signatures", func(m *Message) { m.Header.Add("Signature", "x=:AAAA:") }, ErrMissing},
		{"nonsense", func(m *Message) { m.Header.Set("Signature-Input", "((((") }, ErrMissing},
		{"none", func(m *Message) { m.Header.Del("Signature") }, ErrMissing},
		{"another key", func(m *Message) { *m = *signed(t, other) }, ErrWrong},
	} {
		m := signed(t, key)
		tt.change(m)
		s, err := Read(m)
		if err == nil {
			err = s.Check(m, covered, pub)
		}
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
}

func edit(m *Message, old, now string) {
	m.Header.Set(inputHeader, strings.Replace(m.Header.Get(inputHeader), old, now, 1))
}

func TestDigest(t *testing.T) {
	t.Parallel()
	h := http.Header{}
	if err := CheckDigest(h, nil); err == nil {
		t.Error("no digest is taken for a good one")
	}
	SetDigest(h, []byte("body"))
	if err := CheckDigest(h, []byte("body")); err != nil {
		t.Error(err)
	}
	if err := CheckDigest(h, []byte("bodx")); !errors.Is(err, ErrDigest) {
		t.Errorf("got %v", err)
	}
	h.Set("Content-Digest", "md5=:AAAA:")
	if err := CheckDigest(h, []byte("body")); !errors.Is(err, ErrDigest) {
		t.Errorf("got %v", err)
	}
}

// Whatever a stranger writes into the headers is refused without harm, and so is
// every other meaning given to a true signature.
func FuzzRead(f *testing.F) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)) // the same in each process, for the seeds
	pub := key.Public().(ed25519.PublicKey)
	own := signed(f, key)
	f.Add(own.Header.Get(inputHeader), "entwine=:AAAA:")
	truth, err := Read(own)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(`entwine=("@method");created=1;nonce="1";alg="ed25519";keyid="k";tag="entwine"`, "entwine=:AAAA:")
	f.Add(`a=();created=1;keyid="k"`, "a=:AA==:")
	f.Fuzz(func(t *testing.T, input, signature string) {
		m := &Message{Method: "POST", Path: "/", Header: http.Header{"Signature-Input": {input}, "Signature": {signature}}}
		if s, err := Read(m); err == nil && s.Check(m, covered, pub) == nil {
			t.Errorf("%q, %q is taken for a signature", input, signature)
		}
		m = signed(t, key)
		m.Header.Set(inputHeader, input)
		if s, err := Read(m); err == nil && s.Check(m, covered, pub) == nil && s.Params != truth.Params {
			t.Errorf("what was signed as %+v is read from %q as %+v", truth.Params, input, s.Params)
		}
	})
}
