package script

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

var httpMethods = methods(
	Method{Name: "get", Args: []string{"path"}, Mark: "D", Doc: "what the tracker's REST API answers, as maps and lists",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return r.request(c, http.MethodGet, a[0], nil) }},
	Method{Name: "get", Args: []string{"path", "option"}, Mark: "C",
		Doc: "the same; a map is the query. Azure DevOps rules pass true, which asks at the organisation instead of the project: paths here are taken as they are",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			return r.request(c, http.MethodGet, a[0], nil, a[1])
		}},
	withBody("put", http.MethodPut), withBodyAnd("put", http.MethodPut),
	withBody("post", http.MethodPost), withBodyAnd("post", http.MethodPost),
	withBody("patch", http.MethodPatch), withBodyAnd("patch", http.MethodPatch),
	Method{Name: "delete", Args: []string{"path"}, Mark: "U", Doc: "deletes what the path names",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			return r.request(c, http.MethodDelete, a[0], nil)
		}},
	full("get", http.MethodGet, "path", "query", "headers", "closure"),
	full("post", http.MethodPost, "path", "body", "query", "headers"),
	full("post", http.MethodPost, "path", "body", "query", "headers", "closure"),
	full("put", http.MethodPut, "path", "body", "query", "headers"),
	full("put", http.MethodPut, "path", "body", "query", "headers", "closure"),
	full("http", "", "method", "path", "body"),
	full("http", "", "method", "path", "body", "closure"),
	full("http", "", "method", "path", "body", "query", "headers"),
	full("http", "", "method", "path", "body", "query", "headers", "closure"),
)

func withBody(name, method string) Method {
	return Method{Name: name, Args: []string{"path", "body"}, Mark: "C", Doc: "sends a body, a JSON text as a rule, and gives the parsed answer; an effect",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return r.request(c, method, a[0], a[1]) }}
}

func withBodyAnd(name, method string) Method {
	return Method{Name: name, Args: []string{"path", "body", "option"}, Mark: "C", Doc: "the same; a map is the query",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			return r.request(c, method, a[0], a[1], a[2])
		}}
}

// full is a method whose last argument may be a closure: it is given the
// response, or the request and the response, whatever its status.
func full(name, method string, args ...string) Method {
	return Method{Name: name, Args: args, Mark: "C", Doc: "sends a request; a closure at the end gets the response (code, body, headers) whatever its status",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			verb := method
			if verb == "" {
				s, err := texts(c, a[:1])
				if err != nil {
					return nil, err
				}
				verb, a = strings.ToUpper(s[0]), a[1:]
			}
			path := a[0]
			a = a[1:]
			var body any
			// The wrapper of one product has the query before the body.
			if len(a) >= 2 {
				if _, isMap := a[0].(*groovy.Map); isMap {
					if _, also := a[1].(*groovy.Map); !also {
						a[0], a[1] = a[1], a[0]
					}
				}
			}
			if len(a) > 0 && (len(args) == 0 || args[len(args)-1] != "closure" || len(a) > 1) && verb != http.MethodGet {
				body, a = a[0], a[1:]
			} else if len(a) > 0 && verb == http.MethodGet {
				if _, isMap := a[0].(*groovy.Map); !isMap && len(a) > 2 {
					a = a[1:] // GET has no body, whatever is given
				}
			}
			return r.request(c, verb, path, body, a...)
		}}
}

// request makes one call. Of the options, a first map is the query, a second one
// the headers, and a closure takes the response.
func (r *run) request(c *groovy.Context, method string, path, body any, options ...any) (any, error) {
	q := Request{Method: method, Header: map[string][]string{}}
	s, err := texts(c, []any{path})
	if err != nil {
		return nil, err
	}
	if q.Path = s[0]; q.Path == "" {
		return nil, c.Throw("java.lang.IllegalArgumentException", "httpClient."+strings.ToLower(method)+" takes the path of what to ask for")
	}
	for k, v := range r.header {
		q.Header[k] = v
	}
	if q.Body, err = bodyText(c, body); err != nil {
		return nil, err
	}
	var then *groovy.Closure
	for _, o := range options {
		switch x := o.(type) {
		case *groovy.Closure:
			then = x
		case *groovy.Map:
			m, err := multi(c, x)
			if err != nil {
				return nil, err
			}
			if q.Query == nil {
				q.Query = m
			} else {
				for k, v := range m {
					q.Header[k] = v
				}
			}
		}
	}
	res, err := r.in.Desk.HTTP(c.Context(), q)
	if err != nil {
		return nil, err
	}
	if err := c.Alloc(len(res.Body)); err != nil {
		return nil, err
	}
	if then != nil {
		return r.handOver(c, then, q, res)
	}
	if res.Value != nil {
		return res.Value, nil
	}
	if res.Code < 200 || res.Code > 299 {
		return nil, c.Throw(trackerException, fmt.Sprintf("%s %s was answered %d %s", method, q.Path, res.Code, cut(res.Body)))
	}
	return parsed(c, res.Body)
}

// cut is the beginning of an answer, as errors quote it.
func cut(s string) string {
	const most = 300 // a sentence or two, and no page of HTML
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "..."
	}
	return s
}

// parsed is JSON as maps and lists; another text as it is, an empty one null.
func parsed(c *groovy.Context, s string) (any, error) {
	t := strings.TrimSpace(s)
	if t == "" {
		return nil, nil
	}
	if t[0] != '{' && t[0] != '[' {
		return s, nil
	}
	return c.JSON(t)
}

func bodyText(c *groovy.Context, v any) (string, error) {
	switch x := v.(type) {
	case nil:
		return "", nil
	case *groovy.Map, *groovy.List, *Object:
		// A rule that gives a map means its JSON.
		return canonical(export(x)), nil
	}
	return c.Text(v)
}

func (r *run) handOver(c *groovy.Context, then *groovy.Closure, q Request, res Response) (any, error) {
	headers := groovy.NewMap()
	for k, v := range res.Header {
		headers.Put(k, groovy.FromGo(v))
	}
	answer := groovy.NewMap()
	answer.Put("code", int32(res.Code))
	answer.Put("status", int32(res.Code))
	answer.Put("headers", headers)
	answer.Put("body", res.Body)
	if res.Value != nil {
		answer.Put("body", res.Value)
	}
	if then.Arity() < 2 {
		return c.Call(then, answer)
	}
	asked := groovy.NewMap()
	asked.Put("method", q.Method)
	asked.Put("path", q.Path)
	asked.Put("body", q.Body)
	return c.Call(then, asked, answer)
}

// multi reads a map of texts or of lists of texts.
func multi(c *groovy.Context, m *groovy.Map) (map[string][]string, error) {
	out := map[string][]string{}
	for k, v := range m.All {
		key := plainText(k)
		if l, ok := v.(*groovy.List); ok {
			s, err := texts(c, l.Items())
			if err != nil {
				return nil, err
			}
			out[key] = s
			continue
		}
		s, err := texts(c, []any{v})
		if err != nil {
			return nil, err
		}
		out[key] = s
	}
	return out, nil
}
