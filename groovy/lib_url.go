package groovy

import (
	"strconv"
	"strings"
)

// URLEncoder, URLDecoder and URL. A URL is a value here: nothing opens it.

var (
	classURLEncoder = &Class{name: "java.net.URLEncoder", super: classObject}
	classURLDecoder = &Class{name: "java.net.URLDecoder", super: classObject}
	classURL        = &Class{name: "java.net.URL", super: classObject, ifaces: []*Class{classSerializable}}
)

func urlClasses() []entry {
	return []entry{
		{classURLEncoder, urlEncoderLib}, {classURLDecoder, urlDecoderLib}, {classURL, urlLib}, {classURI, uriLib}, {classURISyntax, uriSyntaxLib},
		{classString, stringURLLib},
	}
}

func stringURLLib() lib {
	return lib{methods: []def{
		{"toURL()", func(t *thread, self any, _ []any) (any, error) { return t.newURL(nil, self.(string)) }},
		{"toURI()", func(t *thread, self any, _ []any) (any, error) { return t.newURI(self.(string)) }},
	}}
}

func urlEncoderLib() lib {
	encode := func(t *thread, _ any, a []any) (any, error) {
		s, ok := a[0].(string)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		c := charsets[0]
		if len(a) > 1 {
			var err error
			if c, err = t.charsetOf(a[1]); err != nil {
				return nil, err
			}
		}
		return textResult(t.urlEncode(s, c))
	}
	return lib{statics: []def{{"encode(String)", encode}, {"encode(String,String)", encode}, {"encode(String,Charset)", encode}}}
}

func (t *thread) urlEncode(s string, c *charset) (string, error) {
	if err := t.alloc(3 * len(s)); err != nil {
		return "", err
	}
	if err := t.charge(1 + len(s)/16); err != nil {
		return "", err
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		x := s[i]
		if x >= 'a' && x <= 'z' || x >= 'A' && x <= 'Z' || x >= '0' && x <= '9' || strings.IndexByte("-_.*", x) >= 0 {
			b.WriteByte(x)
			i++
			continue
		}
		if x == ' ' {
			b.WriteByte('+')
			i++
			continue
		}
		_, n := decodeWTF8(s[i:])
		raw, err := t.encode(s[i:i+n], c)
		if err != nil {
			return "", err
		}
		for _, x := range raw {
			b.WriteByte('%')
			b.WriteByte(upperHex[x>>4])
			b.WriteByte(upperHex[x&15])
		}
		i += n
	}
	return b.String(), nil
}

const upperHex = "0123456789ABCDEF"

func urlDecoderLib() lib {
	decode := func(t *thread, _ any, a []any) (any, error) {
		s, ok := a[0].(string)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		c := charsets[0]
		if len(a) > 1 {
			var err error
			if c, err = t.charsetOf(a[1]); err != nil {
				return nil, err
			}
		}
		return textResult(t.urlDecode(s, c))
	}
	return lib{statics: []def{{"decode(String)", decode}, {"decode(String,String)", decode}, {"decode(String,Charset)", decode}}}
}

func (t *thread) urlDecode(s string, c *charset) (string, error) {
	if err := t.alloc(len(s)); err != nil {
		return "", err
	}
	if err := t.charge(1 + len(s)/16); err != nil {
		return "", err
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		switch s[i] {
		case '+':
			b.WriteByte(' ')
			i++
		case '%':
			var raw []byte
			for i < len(s) && s[i] == '%' {
				if i+3 > len(s) {
					return "", t.throwText(classIllegalArgument, "URLDecoder: Incomplete trailing escape (%) pattern")
				}
				hex := s[i+1 : i+3]
				n, err := strconv.ParseInt(hex, 16, 32)
				if err != nil {
					at := 0
					if isHex(hex[0]) {
						at = 1
					}
					return "", t.throwText(classIllegalArgument, "URLDecoder: Illegal hex characters in escape (%) pattern - Error at index "+
						strconv.Itoa(at)+` in: "`+hex+`"`)
				}
				if n < 0 {
					return "", t.throwText(classIllegalArgument, "URLDecoder: Illegal hex characters in escape (%) pattern - negative value")
				}
				raw = append(raw, byte(n))
				i += 3
			}
			text, err := t.decode(raw, c)
			if err != nil {
				return "", err
			}
			b.WriteString(text)
		default:
			b.WriteByte(s[i])
			i++
		}
	}
	return b.String(), nil
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// A urlValue is java.net.URL.
type urlValue struct {
	protocol, authority, user, host, path, query, ref string
	hasQuery, hasRef, hasUser                         bool
	port                                              int32
}

func (*urlValue) classOf() *Class { return classURL }

// property refuses what would read from the network; all else has a getter.
func (u *urlValue) property(t *thread, name string) (any, bool, error) {
	return nil, false, t.refusal(classURL, name)
}

// urlPorts are the protocols a JVM knows, with their ports.
var urlPorts = map[string]int32{"http": 80, "https": 443, "ftp": 21, "file": -1, "jar": -1, "mailto": -1}

func (t *thread) newURL(context *urlValue, spec string) (any, error) {
	if err := t.charge(1 + len(spec)/32); err != nil {
		return nil, err
	}
	s := strings.TrimFunc(spec, func(r rune) bool { return r <= ' ' })
	if len(s) >= 4 && strings.EqualFold(s[:4], "url:") {
		s = s[4:]
	}
	u := &urlValue{port: -1}
	if i := strings.IndexAny(s, ":/?#"); i > 0 && s[i] == ':' && isScheme(s[:i]) {
		u.protocol = strings.ToLower(s[:i])
		s = s[i+1:]
		if context != nil && (u.protocol != context.protocol || strings.HasPrefix(s, "/")) {
			context = nil
		}
	} else if context == nil {
		return nil, t.throw(classMalformedURL, "no protocol: %s", spec)
	}
	if context != nil {
		c := *context
		c.ref, c.hasRef = "", false
		u = &c
	}
	if _, known := urlPorts[u.protocol]; !known {
		return nil, t.throw(classMalformedURL, "unknown protocol: %s", u.protocol)
	}
	if rest, ref, ok := strings.Cut(s, "#"); ok {
		s, u.ref, u.hasRef = rest, ref, true
	}
	if rest, query, ok := strings.Cut(s, "?"); ok {
		s, u.query, u.hasQuery = rest, query, true
		if s == "" && context != nil {
			u.path = u.path[:strings.LastIndexByte(u.path, '/')+1]
		}
	} else if s != "" {
		u.query, u.hasQuery = "", false
	}
	if rest, ok := strings.CutPrefix(s, "//"); ok {
		i := strings.IndexByte(rest, '/')
		if i < 0 {
			i = len(rest)
		}
		u.authority, s, u.path = rest[:i], rest[i:], ""
		if err := t.splitAuthority(u); err != nil {
			return nil, err
		}
	}
	switch {
	case strings.HasPrefix(s, "/") || u.path == "":
		if s != "" && !strings.HasPrefix(s, "/") && u.authority != "" {
			s = "/" + s
		}
		u.path = s
	case s != "":
		u.path = u.path[:strings.LastIndexByte(u.path, '/')+1] + s
	}
	if strings.Contains(u.path, "/.") {
		u.path = dotless(u.path)
	}
	return u, t.alloc(256)
}

func (t *thread) splitAuthority(u *urlValue) error {
	u.host, u.port, u.user, u.hasUser = u.authority, -1, "", false
	if i := strings.LastIndexByte(u.host, '@'); i >= 0 {
		u.user, u.host, u.hasUser = u.host[:i], u.host[i+1:], true
	}
	if i := strings.LastIndexByte(u.host, ':'); i >= 0 && !strings.HasSuffix(u.host, "]") {
		text := u.host[i+1:]
		u.host = u.host[:i]
		if text != "" {
			n, err := strconv.ParseInt(text, 10, 32)
			if err != nil {
				return t.throw(classMalformedURL, "For input string: %q", text)
			}
			if n < -1 {
				return t.throw(classMalformedURL, "Invalid port number :%d", n)
			}
			u.port = int32(n)
		}
	}
	return nil
}

// dotless takes /./ and /x/../ out of a path.
func dotless(p string) string {
	var out []string
	parts := strings.Split(p, "/")
	for i, s := range parts {
		last := i == len(parts)-1
		switch {
		case s == ".":
			if last {
				out = append(out, "")
			}
		case s == ".." && len(out) > 1 && out[len(out)-1] != "..":
			out = out[:len(out)-1]
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return strings.Join(out, "/")
}

func (u *urlValue) file() string {
	if u.hasQuery {
		return u.path + "?" + u.query
	}
	return u.path
}

// String is the URL's external form.
func (u *urlValue) String() string {
	s := u.protocol + ":"
	if u.authority != "" {
		s += "//" + u.authority
	}
	s += u.file()
	if u.hasRef {
		s += "#" + u.ref
	}
	return s
}

func (u *urlValue) text(t *thread) (string, error) {
	s := u.String()
	return s, t.alloc(len(s))
}

func (u *urlValue) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(*urlValue)
	return ok && u.String() == o.String(), nil
}

func (u *urlValue) hashCode(*thread) (int32, error) { return hashString(u.String()), nil }

func orNull(s string, ok bool) any {
	if ok {
		return s
	}
	return nil
}

func urlLib() lib {
	url := func(self any) *urlValue { return self.(*urlValue) }
	get := func(sig string, f func(u *urlValue) any) def {
		return def{sig, func(_ *thread, self any, _ []any) (any, error) { return f(url(self)), nil }}
	}
	parts := func(t *thread, protocol, host any, port int32, file any) (any, error) {
		p, _ := protocol.(string)
		h, _ := host.(string)
		f, _ := file.(string)
		if _, known := urlPorts[strings.ToLower(p)]; !known {
			return nil, t.throw(classMalformedURL, "unknown protocol: %s", p)
		}
		if port >= 0 {
			h += ":" + strconv.Itoa(int(port))
		}
		return t.newURL(nil, p+"://"+h+f)
	}
	return lib{
		ctors: []def{
			{"(String)", func(t *thread, _ any, a []any) (any, error) {
				s, ok := a[0].(string)
				if !ok {
					return nil, t.throw(classMalformedURL, "")
				}
				return t.newURL(nil, s)
			}},
			{"(URL,String)", func(t *thread, _ any, a []any) (any, error) {
				base, _ := a[0].(*urlValue)
				s, _ := a[1].(string)
				return t.newURL(base, s)
			}},
			{"(String,String,String)", func(t *thread, _ any, a []any) (any, error) { return parts(t, a[0], a[1], -1, a[2]) }},
			{"(String,String,int,String)", func(t *thread, _ any, a []any) (any, error) {
				return parts(t, a[0], a[1], a[2].(int32), a[3])
			}},
		},
		methods: []def{
			get("getProtocol()", func(u *urlValue) any { return u.protocol }),
			get("getHost()", func(u *urlValue) any { return u.host }),
			get("getPort()", func(u *urlValue) any { return boxInt(u.port) }),
			get("getDefaultPort()", func(u *urlValue) any { return boxInt(urlPorts[u.protocol]) }),
			get("getPath()", func(u *urlValue) any { return u.path }),
			get("getFile()", func(u *urlValue) any { return u.file() }),
			get("getQuery()", func(u *urlValue) any { return orNull(u.query, u.hasQuery) }),
			get("getRef()", func(u *urlValue) any { return orNull(u.ref, u.hasRef) }),
			get("getUserInfo()", func(u *urlValue) any { return orNull(u.user, u.hasUser) }),
			get("getAuthority()", func(u *urlValue) any { return orNull(u.authority, u.authority != "") }),
			get("toExternalForm()", func(u *urlValue) any { return u.String() }),
			{"toURI()", func(t *thread, self any, _ []any) (any, error) { return t.newURI(url(self).String()) }},
			{"toURL()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
		},
	}
}
