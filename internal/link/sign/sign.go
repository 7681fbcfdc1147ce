// Package sign makes and checks HTTP message signatures (RFC 9421) with Ed25519
// keys, and content digests (RFC 9530): the part of both that two nodes need.
//
// It knows headers, not bodies: a caller checks the signature first, then reads
// the body and compares it with the digest, which the signature covers. So
// nobody without a key makes a node read, unpack or parse anything.
//
// Before changing it: what is covered is decided by the caller, both when
// signing and when checking. A signature that covers less than the checker wants
// is refused, however valid it is.
package sign

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dunglas/httpsfv"
)

// Message is what of a request or an answer can be covered. An answer has a
// Status, a request a Method and a Path.
type Message struct {
	Method string
	Path   string // as the signer addressed it
	Query  string // without the question mark
	Status int
	Header http.Header
}

// Params are what a signature says of itself.
type Params struct {
	Created time.Time // whole seconds
	Nonce   string
	KeyID   string
	Tag     string // what the signature is for
}

// The names under which signatures travel.
const (
	label           = "entwine"
	inputHeader     = "Signature-Input"
	signatureHeader = "Signature"
	digestHeader    = "Content-Digest"
	algorithm       = "ed25519"
)

// The errors of a signature that does not hold. They tell a caller nothing that
// would help it to forge one.
var (
	ErrMissing = errors.New("the message is not signed as this node wants it")
	ErrWrong   = errors.New("the signature does not match the message")
	ErrDigest  = errors.New("the body is not the one that was signed")
)

// Sign adds a signature over the covered components to m.Header. A covered
// header that is not there is an error: the checker would miss it.
func Sign(m *Message, covered []string, p Params, key ed25519.PrivateKey) error {
	list := httpsfv.InnerList{Params: httpsfv.NewParams()}
	for _, c := range covered {
		list.Items = append(list.Items, httpsfv.NewItem(c))
	}
	list.Params.Add("created", p.Created.Unix())
	list.Params.Add("nonce", p.Nonce)
	list.Params.Add("alg", algorithm)
	list.Params.Add("keyid", p.KeyID)
	list.Params.Add("tag", p.Tag)
	text, err := base(m, list)
	if err != nil {
		return err
	}
	input, err := httpsfv.Marshal(httpsfv.List{list})
	if err != nil {
		return err
	}
	m.Header.Set(inputHeader, label+"="+input)
	m.Header.Set(signatureHeader, label+"=:"+base64.StdEncoding.EncodeToString(ed25519.Sign(key, []byte(text)))+":")
	return nil
}

// Signature is one that was read and not yet checked.
type Signature struct {
	Params
	list  httpsfv.InnerList
	bytes []byte
}

// mostCovered bounds what a stranger can make us put together.
const mostCovered = 16

// Read finds the signature of a message. It fails with ErrMissing unless there
// is exactly one, well formed, with all of Params.
func Read(m *Message) (*Signature, error) {
	in, out := m.Header.Values(inputHeader), m.Header.Values(signatureHeader)
	if len(in) != 1 || len(out) != 1 {
		return nil, ErrMissing
	}
	inputs, err := httpsfv.UnmarshalDictionary(in)
	if err != nil || len(inputs.Names()) != 1 {
		return nil, ErrMissing
	}
	signatures, err := httpsfv.UnmarshalDictionary(out)
	if err != nil || len(signatures.Names()) != 1 {
		return nil, ErrMissing
	}
	name := inputs.Names()[0]
	member, _ := inputs.Get(name)
	list, ok := member.(httpsfv.InnerList)
	if !ok || len(list.Items) > mostCovered {
		return nil, ErrMissing
	}
	sig, _ := signatures.Get(name)
	item, ok := sig.(httpsfv.Item)
	if !ok {
		return nil, ErrMissing
	}
	s := &Signature{list: list}
	if s.bytes, ok = item.Value.([]byte); !ok {
		return nil, ErrMissing
	}
	if alg, ok := list.Params.Get("alg"); ok && alg != algorithm {
		return nil, ErrMissing
	}
	if created, ok := list.Params.Get("created"); ok {
		if n, ok := created.(int64); ok {
			s.Created = time.Unix(n, 0)
		}
	}
	s.Nonce, s.KeyID, s.Tag = text(list, "nonce"), text(list, "keyid"), text(list, "tag")
	if s.Created.IsZero() || s.KeyID == "" {
		return nil, ErrMissing
	}
	return s, nil
}

func text(l httpsfv.InnerList, name string) string {
	v, _ := l.Params.Get(name)
	s, _ := v.(string)
	return s
}

// Check reports whether the signature covers at least what must be covered,
// each once, and was made with the key.
func (s *Signature) Check(m *Message, must []string, key ed25519.PublicKey) error {
	var have []string
	for _, item := range s.list.Items {
		name, ok := item.Value.(string)
		if !ok || len(item.Params.Names()) > 0 || slices.Contains(have, name) {
			return ErrMissing
		}
		have = append(have, name)
	}
	for _, c := range must {
		if !slices.Contains(have, c) {
			return ErrMissing
		}
	}
	text, err := base(m, s.list)
	if err != nil {
		return ErrMissing
	}
	if len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, []byte(text), s.bytes) {
		return ErrWrong
	}
	return nil
}

// base puts together what is signed: RFC 9421, section 2.5.
func base(m *Message, list httpsfv.InnerList) (string, error) {
	var b strings.Builder
	for _, item := range list.Items {
		name, ok := item.Value.(string)
		if !ok {
			return "", ErrMissing
		}
		value, err := component(m, name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%q: %s\n", name, value)
	}
	params, err := httpsfv.Marshal(httpsfv.List{list})
	if err != nil {
		return "", err
	}
	b.WriteString(`"@signature-params": ` + params)
	return b.String(), nil
}

func component(m *Message, name string) (string, error) {
	switch name {
	case "@method":
		return m.Method, nil
	case "@path":
		return m.Path, nil
	case "@query":
		return "?" + m.Query, nil
	case "@status":
		return strconv.Itoa(m.Status), nil
	}
	values := m.Header.Values(name)
	if strings.HasPrefix(name, "@") || name != strings.ToLower(name) || len(values) == 0 {
		return "", fmt.Errorf("component %q cannot be covered", name)
	}
	trimmed := make([]string, len(values))
	for i, v := range values {
		trimmed[i] = strings.TrimSpace(v)
	}
	return strings.Join(trimmed, ", "), nil
}

// SetDigest names the content of a body, as it travels, in the header.
func SetDigest(h http.Header, body []byte) {
	sum := sha256.Sum256(body)
	h.Set(digestHeader, "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":")
}

// CheckDigest compares a body with what its header says of it.
func CheckDigest(h http.Header, body []byte) error {
	d, err := httpsfv.UnmarshalDictionary(h.Values(digestHeader))
	if err != nil {
		return ErrDigest
	}
	member, _ := d.Get("sha-256")
	item, ok := member.(httpsfv.Item)
	if !ok {
		return ErrDigest
	}
	want, ok := item.Value.([]byte)
	sum := sha256.Sum256(body)
	if !ok || subtle.ConstantTimeCompare(want, sum[:]) != 1 {
		return ErrDigest
	}
	return nil
}
