package script

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

var httpMethods = methods(
	Method{Name: "get", Args: []string{"path"}, Mark: "D", Doc: "what the tracker's REST API answers, as maps and lists",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return r.request(c, http.MethodGet, a[0]) }},
	Method{Name: "get", Args: []string{"path", "option"}, Mark: "C",
		Doc: "the same; a map is the query. Azure DevOps rules pass true, which asks at the organisation instead of the project: paths here are taken as they are",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			return r.request(c, http.MethodGet, a[0], a[1])
		}},
	withBody("put", http.MethodPut), withBodyAnd("put", http.MethodPut),
	withBody("post", http.MethodPost), withBodyAnd("post", http.MethodPost),
	withBody("patch", http.MethodPatch), withBodyAnd("patch", http.MethodPatch),
	Method{Name: "delete", Args: []string{"path"}, Mark: "U", Doc: "deletes what the path names",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			return r.request(c, http.MethodDelete, a[0])
		}},
	full("get", http.MethodGet, "path", "query", "headers"),
	full("get", http.MethodGet, "path", "query", "headers", "closure"),
	full("post", http.MethodPost, "path", "body", "query", "headers"),
	full("post", http.MethodPost, "path", "body", "query", "headers", "closure"),
	full("put", http.MethodPut, "path", "body", "query", "headers"),
	full("put", http.MethodPut, "path", "body", "query", "headers", "closure"),
	full("patch", http.MethodPatch, "path", "body", "query", "headers"),
	full("patch", http.MethodPatch, "path", "body", "query", "headers", "closure"),
	full("delete", http.MethodDelete, "path", "query"),
	full("delete", http.MethodDelete, "path", "query", "headers"),
	full("delete", http.MethodDelete, "path", "query", "headers", "closure"),
	full("http", "", "method", "path"),
	full("http", "", "method", "path", "body"),
	full("http", "", "method", "path", "body", "closure"),
	full("http", "", "method", "path", "body", "query", "headers"),
	full("http", "", "method", "path", "body", "query", "headers", "closure"),
	behind("ws", "the same calls in the manner of class libraries: `ws().url(...).withMethod(\"GET\").execute()`; also `httpClient.ws` and as a part of `httpClient.azureClient` and its like"),
	behind("thisJira", "a request to the connected tracker, for class libraries; `get()`, `execute()` and its like send it", "path", "method", "contentType", "body"),
	behind("authenticate", "the request as it is, in a `Future`: the node's credentials go with every call", "user", "request", "settings"),
	behind("getCredentials", "the settings, in a `Future`: they tell `issueTrackerUrl`, and hide how the node logs in"),
)

// behind is a method through which class libraries reach for calls.
func behind(name, doc string, args ...string) Method {
	return Method{Name: name, Args: args, Mark: "C", Doc: doc,
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			v, ok, err := r.insideCall(c, name, a)
			if !ok && err == nil {
				return nil, c.Throw("java.lang.IllegalArgumentException", "httpClient."+name+" takes ("+strings.Join(args, ", ")+")")
			}
			return v, err
		}}
}

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
			return r.request(c, verb, a[0], a[1:]...)
		}}
}

// mostCalls is how many calls of httpClient a run may make where nobody said
// otherwise: rules that are known make five at most, and a hundred take a
// tracker half a minute.
const mostCalls = 100

// request makes one call. The arguments behind the path stand in the order of
// several products: see sortOut.
func (r *run) request(c *groovy.Context, method string, path any, rest ...any) (any, error) {
	q := Request{Method: method, Header: map[string][]string{}}
	s, err := texts(c, []any{path})
	if err != nil {
		return nil, err
	}
	if q.Path = s[0]; q.Path == "" {
		return nil, c.Throw("java.lang.IllegalArgumentException", "httpClient."+strings.ToLower(method)+" takes the path of what to ask for")
	}
	body, query, headers, then := sortOut(method, rest)
	if q.Body, err = bodyText(c, body); err != nil {
		return nil, err
	}
	if query != nil {
		if q.Query, err = multi(c, query); err != nil {
			return nil, err
		}
	}
	if headers != nil {
		if q.Header, err = multi(c, headers); err != nil {
			return nil, err
		}
	}
	res, err := r.exchange(c, q)
	if err != nil {
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

// exchange makes one call, whatever way the rule put it together: it is counted,
// and carries the headers that the rule has added for all.
func (r *run) exchange(c *groovy.Context, q Request) (Response, error) {
	most := r.in.Calls
	if most == 0 {
		most = mostCalls
	}
	if r.calls++; r.calls > most {
		err := c.Stop(fmt.Errorf("the rule makes more than %d calls of httpClient", most))
		var le *groovy.LimitError
		if errors.As(err, &le) {
			le.What = "calls"
		}
		return Response{}, err
	}
	for k, v := range r.header {
		if q.Header[k] == nil {
			q.Header[k] = v
		}
	}
	res, err := r.in.Desk.HTTP(c.Context(), q)
	if err != nil {
		return Response{}, err
	}
	return res, c.Alloc(len(res.Body))
}

// sortOut tells what is what among the arguments behind the path. A closure
// takes the answer. Products differ in the order of the others: (body, query,
// headers) and (query, body, headers) are both known, null and "" stand for
// what is not there, and a map alone is the body of what has one, unless it
// reads like headers. A Boolean says nothing here: paths are taken as they are.
func sortOut(method string, rest []any) (body any, query, headers *groovy.Map, then *groovy.Closure) {
	var found []any
	for _, a := range rest {
		switch x := a.(type) {
		case *groovy.Closure:
			then = x
		case bool:
		default:
			found = append(found, a)
		}
	}
	if len(found) == 3 { // the headers are last in every order
		if m, ok := found[2].(*groovy.Map); ok {
			headers, found = m, found[:2]
		}
	}
	var of []*groovy.Map
	at := -1 // where the body stood
	for i, a := range found {
		if m, ok := a.(*groovy.Map); ok {
			of = append(of, m)
		} else if at < 0 {
			body, at = a, i
		}
	}
	if method == http.MethodGet || method == http.MethodHead {
		body = nil // they have none, whatever is given
	} else if method != http.MethodDelete && at < 0 && len(of) > 0 && !(len(of) == 2 && headers == nil && likeHeaders(of[1]) && likeQuery(of[0])) {
		body, of = of[0], of[1:]
	}
	for _, m := range of {
		switch {
		case headers == nil && (query != nil || likeHeaders(m)):
			headers = m
		case query == nil:
			query = m
		}
	}
	return body, query, headers, then
}

// likeHeaders tells whether a map reads like headers of HTTP.
func likeHeaders(m *groovy.Map) bool {
	for k := range m.All {
		switch strings.ToLower(plainText(k)) {
		case "content-type", "accept", "authorization", "if-match", "x-http-method-override", "x-atlassian-token", "user-agent", "cache-control":
			return true
		}
	}
	return false
}

// likeQuery tells whether every value of a map is a list, as wrappers that know
// parameters with several values want it.
func likeQuery(m *groovy.Map) bool {
	for _, v := range m.All {
		if _, ok := v.(*groovy.List); !ok {
			return false
		}
	}
	return true
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
