package groovy

import (
	"strconv"
	"strings"
)

// java.net.URI.

func uriSyntaxLib() lib {
	return lib{methods: []def{datum("getIndex()", "index"), datum("getReason()", "reason"), datum("getInput()", "input")}}
}

var classURI = &Class{name: "java.net.URI", super: classObject, ifaces: []*Class{classComparable, classSerializable}}

// A uriValue is a URI with its parts as they were written.
type uriValue struct {
	s                                                   string
	scheme, special, authority, user, host, path, query string
	fragment                                            string
	hasScheme, hasAuthority, hasUser, hasHost, hasQuery bool
	hasFragment, opaque                                 bool
	port                                                int32
}

func (*uriValue) classOf() *Class { return classURI }

func (u *uriValue) text(*thread) (string, error) { return u.s, nil }

func (u *uriValue) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(*uriValue)
	return ok && u.folded() == o.folded(), nil
}

// folded is the text with what URIs compare without case in lower case.
func (u *uriValue) folded() string {
	f := *u
	f.scheme, f.host = strings.ToLower(f.scheme), strings.ToLower(f.host)
	if f.hasHost {
		f.authority = strings.ToLower(f.authority)
	}
	f.build()
	return f.s
}

func (u *uriValue) hashCode(*thread) (int32, error) { return hashString(u.folded()), nil }

func (u *uriValue) compareTo(_ *thread, other any) (int, error) {
	o, ok := other.(*uriValue)
	if !ok {
		return 0, nil
	}
	return strings.Compare(u.folded(), o.folded()), nil
}

func isScheme(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		letter := c >= 'a' && c <= 'z'
		if !letter && (i == 0 || (s[i] < '0' || s[i] > '9') && strings.IndexByte("+-.", s[i]) < 0) {
			return false
		}
	}
	return s != ""
}

// uriFault is what Java says of a text that is no URI.
type uriFault struct {
	reason string
	at     int
}

// legal finds the first character that may not stand in a part of a URI. Others
// than ASCII may, unless they are blanks or controls.
func legal(s, extra, part string, from int) *uriFault {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '%':
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				return &uriFault{"Malformed escape pair", from + i}
			}
			i += 3
		case c >= 0x80:
			r, n := decodeWTF8(s[i:])
			if r < 0xA0 || r == 0xA0 || r == 0x2028 || r == 0x2029 || r == 0x3000 || r >= 0x2000 && r <= 0x200A {
				return &uriFault{"Illegal character in " + part, from + i}
			}
			i += n
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_.!~*'(),;:$&+=@"+extra, c) >= 0:
			i++
		default:
			return &uriFault{"Illegal character in " + part, from + i}
		}
	}
	return nil
}

func parseURI(s string) (*uriValue, *uriFault) {
	u := &uriValue{s: s, port: -1}
	rest, at := s, 0
	if i := strings.IndexAny(rest, ":/?#"); i >= 0 && rest[i] == ':' {
		if i == 0 {
			return nil, &uriFault{"Expected scheme name", 0}
		}
		for k := range i {
			if !isScheme(rest[:k+1]) {
				return nil, &uriFault{"Illegal character in scheme name", k}
			}
		}
		u.scheme, u.hasScheme = rest[:i], true
		rest, at = rest[i+1:], i+1
		if rest == "" || rest[0] == '#' {
			return nil, &uriFault{"Expected scheme-specific part", at}
		}
	}
	before, fragment, ok := strings.Cut(rest, "#")
	if ok {
		u.fragment, u.hasFragment = fragment, true
		if f := legal(fragment, "/?[]", "fragment", at+len(before)+1); f != nil {
			return nil, f
		}
	}
	rest = before
	u.special = rest
	if u.hasScheme && !strings.HasPrefix(rest, "/") {
		u.opaque = true
		return u, legal(rest, "/?[]", "opaque part", at)
	}
	if tail, ok := strings.CutPrefix(rest, "//"); ok {
		i := strings.IndexAny(tail, "/?")
		if i < 0 {
			i = len(tail)
		}
		if i == 0 && tail == "" {
			return nil, &uriFault{"Expected authority", at + 2}
		}
		u.authority, u.hasAuthority = tail[:i], i > 0
		if f := u.splitAuthority(at + 2); f != nil {
			return nil, f
		}
		rest, at = tail[i:], at+2+i
	}
	if path, query, ok := strings.Cut(rest, "?"); ok {
		u.query, u.hasQuery = query, true
		rest = path
		if f := legal(rest, "/", "path", at); f != nil {
			return nil, f
		}
		u.path = rest
		return u, legal(query, "/?[]", "query", at+len(path)+1)
	}
	u.path = rest
	return u, legal(rest, "/", "path", at)
}

func (u *uriValue) splitAuthority(at int) *uriFault {
	s := u.authority
	if i := strings.LastIndexByte(s, '@'); i >= 0 {
		u.user, u.hasUser = s[:i], true
		if f := legal(u.user, "", "user info", at); f != nil {
			return f
		}
		s, at = s[i+1:], at+i+1
	}
	host, port := s, ""
	if strings.HasPrefix(s, "[") {
		i := strings.IndexByte(s, ']')
		if i < 0 {
			return &uriFault{"Expected closing bracket for IPv6 address", at + len(s)}
		}
		host, port = s[:i+1], strings.TrimPrefix(s[i+1:], ":")
	} else {
		if legal(s, "", "", at) != nil {
			return &uriFault{"Illegal character in authority", at}
		}
		if i := strings.LastIndexByte(s, ':'); i >= 0 {
			host, port = s[:i], s[i+1:]
		}
	}
	n, err := strconv.ParseInt(port, 10, 32)
	if port != "" && (err != nil || n < 0) || !isHostName(host) {
		// Any authority will do; it just has no host then.
		u.user, u.hasUser = "", false
		return nil
	}
	u.host, u.hasHost = host, host != ""
	if port != "" {
		u.port = int32(n)
	}
	return nil
}

func isHostName(s string) bool {
	if strings.HasPrefix(s, "[") {
		return true
	}
	for i := range len(s) {
		c := s[i]
		if !(c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.') {
			return false
		}
	}
	return true
}

// build makes the text of the parts.
func (u *uriValue) build() {
	var b strings.Builder
	if u.hasScheme {
		b.WriteString(u.scheme + ":")
	}
	if u.opaque {
		b.WriteString(u.special)
	} else {
		if u.hasAuthority {
			b.WriteString("//" + u.authority)
		}
		b.WriteString(u.path)
		if u.hasQuery {
			b.WriteString("?" + u.query)
		}
	}
	u.special = strings.TrimPrefix(b.String(), u.scheme+":")
	if u.hasFragment {
		b.WriteString("#" + u.fragment)
	}
	u.s = b.String()
}

func (t *thread) newURI(s string) (any, error) {
	if err := t.charge(1 + len(s)/32); err != nil {
		return nil, err
	}
	if err := t.alloc(256 + len(s)); err != nil {
		return nil, err
	}
	u, f := parseURI(s)
	if f == nil {
		return u, nil
	}
	at := strLen(s[:min(f.at, len(s))])
	err := t.throwText(classURISyntax, f.reason+" at index "+strconv.Itoa(at)+": "+s)
	thrownBy(err).data = map[string]any{"index": boxInt(int32(at)), "reason": f.reason, "input": s}
	return nil, err
}

// normal takes the dots out of a path.
func normalPath(p string) string {
	var out []string
	parts := strings.Split(p, "/")
	rooted := strings.HasPrefix(p, "/")
	for i, s := range parts {
		last := i == len(parts)-1
		switch {
		case s == "." || s == "" && i > 0 && !last:
			if last {
				out = append(out, "")
			}
		case s == ".." && len(out) > 0 && out[len(out)-1] != ".." && out[len(out)-1] != "":
			out = out[:len(out)-1]
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	p = strings.Join(out, "/")
	if rooted && !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	return p
}

// resolve is base.resolve(given).
func (u *uriValue) resolve(g *uriValue) *uriValue {
	if g.opaque || u.opaque || g.hasScheme {
		return g
	}
	if !g.hasAuthority && g.path == "" && g.hasFragment && !g.hasQuery {
		r := *u
		r.fragment, r.hasFragment = g.fragment, true
		r.build()
		return &r
	}
	r := *g
	r.scheme, r.hasScheme = u.scheme, u.hasScheme
	if !g.hasAuthority {
		r.authority, r.hasAuthority = u.authority, u.hasAuthority
		r.user, r.hasUser, r.host, r.hasHost, r.port = u.user, u.hasUser, u.host, u.hasHost, u.port
		if !strings.HasPrefix(g.path, "/") {
			r.path = normalPath(u.path[:strings.LastIndexByte(u.path, '/')+1] + g.path)
		}
	}
	r.build()
	return &r
}

// relativize is base.relativize(given).
func (u *uriValue) relativize(g *uriValue) *uriValue {
	if u.opaque || g.opaque || !strings.EqualFold(u.scheme, g.scheme) || u.authority != g.authority {
		return g
	}
	base, path := normalPath(u.path), normalPath(g.path)
	if base != path {
		if !strings.HasSuffix(base, "/") {
			base += "/"
		}
		if !strings.HasPrefix(path, base) {
			return g
		}
	}
	r := &uriValue{path: path[len(base):], query: g.query, hasQuery: g.hasQuery, fragment: g.fragment, hasFragment: g.hasFragment, port: -1}
	r.build()
	return r
}

// unescapeURI undoes %xx.
func unescapeURI(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			n, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
			if err == nil {
				b = append(b, byte(n))
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return decodeUTF8(b)
}

// quoteURI escapes what may not stand in a part of a URI. A part that is put
// together from pieces is quoted whole: % is escaped where percent says so.
func quoteURI(s, extra string, percent, ascii bool) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		_, n := decodeWTF8(s[i:])
		piece := s[i : i+n]
		i += n
		fine := legal(piece, extra, "", 0) == nil
		if piece == "%" {
			fine = !percent
		}
		if fine && (!ascii || n == 1) {
			b.WriteString(piece)
			continue
		}
		for k := range len(piece) {
			b.WriteByte('%')
			b.WriteByte(upperHex[piece[k]>>4])
			b.WriteByte(upperHex[piece[k]&15])
		}
	}
	return b.String()
}

// assembled is new URI(scheme, user, host, port, path, query, fragment).
func (t *thread) assembled(scheme, user, host any, port int32, path, query, fragment any) (any, error) {
	size := 0
	for _, part := range []any{scheme, user, host, path, query, fragment} {
		s, _ := part.(string)
		size += len(s)
	}
	if err := t.charge(1 + size/16); err != nil {
		return nil, err
	}
	var b strings.Builder
	if s, ok := scheme.(string); ok {
		b.WriteString(s + ":")
	}
	if h, ok := host.(string); ok {
		b.WriteString("//")
		if s, ok := user.(string); ok {
			b.WriteString(quoteURI(s, "", true, false) + "@")
		}
		b.WriteString(h)
		if port >= 0 {
			b.WriteString(":" + strconv.Itoa(int(port)))
		}
	}
	if s, ok := path.(string); ok {
		b.WriteString(quoteURI(s, "/", true, false))
	}
	if s, ok := query.(string); ok {
		b.WriteString("?" + quoteURI(s, "/?[]", true, false))
	}
	if s, ok := fragment.(string); ok {
		b.WriteString("#" + quoteURI(s, "/?[]", true, false))
	}
	if err := t.alloc(2 * b.Len()); err != nil {
		return nil, err
	}
	return t.newURI(b.String())
}

func uriLib() lib {
	uri := func(self any) *uriValue { return self.(*uriValue) }
	get := func(sig string, f func(u *uriValue) any) def {
		return def{sig, func(t *thread, self any, _ []any) (any, error) {
			u := uri(self)
			if err := t.charge(1 + len(u.s)/64); err != nil {
				return nil, err
			}
			r := f(u)
			switch x := r.(type) {
			case string:
				return r, t.alloc(len(x))
			case *uriValue:
				return r, t.alloc(256 + 2*len(x.s))
			}
			return r, nil
		}}
	}
	other := func(t *thread, v any) (*uriValue, error) {
		switch x := v.(type) {
		case *uriValue:
			return x, nil
		case string:
			u, err := t.newURI(x)
			if ex := thrownBy(err); ex != nil {
				return nil, t.throwText(classIllegalArgument, ex.message.(string))
			}
			if err != nil {
				return nil, err
			}
			return u.(*uriValue), nil
		}
		return nil, t.throw(classNullPointer, "")
	}
	with := func(sig string, f func(u, o *uriValue) *uriValue) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			o, err := other(t, a[0])
			if err != nil {
				return nil, err
			}
			// Paths are taken apart and put together again.
			if err := t.charge(1 + (len(uri(self).s)+len(o.s))/32); err != nil {
				return nil, err
			}
			r := f(uri(self), o)
			return r, t.alloc(256 + 2*len(r.s))
		}}
	}
	return lib{
		ctors: []def{
			{"(String)", func(t *thread, _ any, a []any) (any, error) {
				s, ok := a[0].(string)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				return t.newURI(s)
			}},
			{"(String,String,String)", func(t *thread, _ any, a []any) (any, error) {
				s, _ := a[1].(string)
				u := quoteURI(s, "/?[]", false, false)
				if p, ok := a[0].(string); ok {
					u = p + ":" + u
				}
				if f, ok := a[2].(string); ok {
					u += "#" + quoteURI(f, "/?[]", false, false)
				}
				return t.newURI(u)
			}},
			{"(String,String,String,String)", func(t *thread, _ any, a []any) (any, error) {
				return t.assembled(a[0], nil, a[1], -1, a[2], nil, a[3])
			}},
			{"(String,String,String,String,String)", func(t *thread, _ any, a []any) (any, error) {
				return t.assembled(a[0], nil, a[1], -1, a[2], a[3], a[4])
			}},
			{"(String,String,String,int,String,String,String)", func(t *thread, _ any, a []any) (any, error) {
				return t.assembled(a[0], a[1], a[2], a[3].(int32), a[4], a[5], a[6])
			}},
		},
		statics: []def{
			{"create(String)", func(t *thread, _ any, a []any) (any, error) { return other(t, a[0]) }},
		},
		methods: []def{
			get("getScheme()", func(u *uriValue) any { return orNull(u.scheme, u.hasScheme) }),
			get("getHost()", func(u *uriValue) any { return orNull(u.host, u.hasHost) }),
			get("getPort()", func(u *uriValue) any { return boxInt(u.port) }),
			get("getPath()", func(u *uriValue) any { return orNull(unescapeURI(u.path), !u.opaque) }),
			get("getRawPath()", func(u *uriValue) any { return orNull(u.path, !u.opaque) }),
			get("getQuery()", func(u *uriValue) any { return orNull(unescapeURI(u.query), u.hasQuery) }),
			get("getRawQuery()", func(u *uriValue) any { return orNull(u.query, u.hasQuery) }),
			get("getFragment()", func(u *uriValue) any { return orNull(unescapeURI(u.fragment), u.hasFragment) }),
			get("getRawFragment()", func(u *uriValue) any { return orNull(u.fragment, u.hasFragment) }),
			get("getUserInfo()", func(u *uriValue) any { return orNull(unescapeURI(u.user), u.hasUser) }),
			get("getRawUserInfo()", func(u *uriValue) any { return orNull(u.user, u.hasUser) }),
			get("getAuthority()", func(u *uriValue) any { return orNull(unescapeURI(u.authority), u.hasAuthority) }),
			get("getRawAuthority()", func(u *uriValue) any { return orNull(u.authority, u.hasAuthority) }),
			get("getSchemeSpecificPart()", func(u *uriValue) any { return unescapeURI(u.special) }),
			get("getRawSchemeSpecificPart()", func(u *uriValue) any { return u.special }),
			get("isAbsolute()", func(u *uriValue) any { return u.hasScheme }),
			get("isOpaque()", func(u *uriValue) any { return u.opaque }),
			get("toASCIIString()", func(u *uriValue) any { return quoteURI(u.s, "/?#[]", false, true) }),
			get("normalize()", func(u *uriValue) any {
				if u.opaque {
					return u
				}
				n := *u
				n.path = normalPath(u.path)
				n.build()
				return &n
			}),
			with("resolve(URI)", (*uriValue).resolve),
			with("resolve(String)", (*uriValue).resolve),
			with("relativize(URI)", (*uriValue).relativize),
			{"compareTo(URI)", func(t *thread, self any, a []any) (any, error) {
				n, err := uri(self).compareTo(t, a[0])
				return boxInt(int32(n)), err
			}},
			{"toURL()", func(t *thread, self any, _ []any) (any, error) {
				if !uri(self).hasScheme {
					return nil, t.throw(classIllegalArgument, "URI is not absolute")
				}
				return t.newURL(nil, uri(self).s)
			}},
		},
	}
}
