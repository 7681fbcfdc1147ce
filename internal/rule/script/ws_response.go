package script

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script/scala"
)

// A wsResponse is the answer to a wsRequest, whatever its status.
type wsResponse struct {
	r   *run
	res Response
}

var (
	_ groovy.Caller         = (*wsResponse)(nil)
	_ groovy.PropertyGetter = (*wsResponse)(nil)
	_ groovy.MemberLister   = (*wsResponse)(nil)
)

func (w *wsResponse) TypeName() string { return "play.api.libs.ws.WSResponse" }

// Properties are its parts.
func (w *wsResponse) Properties() []string {
	return []string{"status", "statusText", "body", "json", "headers", "allHeaders"}
}

// Methods are its parts, and header.
func (w *wsResponse) Methods() []string { return append(w.Properties(), "header") }

// GetProperty gives a part.
func (w *wsResponse) GetProperty(c *groovy.Context, name string) (any, bool, error) {
	return w.CallMethod(c, name, nil)
}

// CallMethod gives a part.
func (w *wsResponse) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if len(args) == 1 && (name == "header" || name == "headerValues") {
		s, err := texts(c, args)
		if err != nil {
			return nil, true, err
		}
		for k, v := range w.res.Header {
			if strings.EqualFold(k, s[0]) && len(v) > 0 {
				return scala.Some(v[0]), true, nil
			}
		}
		return scala.None, true, nil
	}
	if len(args) != 0 {
		return nil, false, nil
	}
	switch name {
	case "status":
		return int32(w.res.Code), true, nil
	case "statusText":
		return http.StatusText(w.res.Code), true, nil
	case "body", "bodyAsString":
		if w.res.Value != nil {
			return w.res.Value, true, nil
		}
		return w.res.Body, true, nil
	case "json":
		if w.res.Value != nil {
			return w.res.Value, true, nil
		}
		v, err := parsed(c, w.res.Body)
		return v, true, err
	case "headers", "allHeaders":
		names := slices.Sorted(maps.Keys(w.res.Header))
		values := make([]any, len(names))
		for i, n := range names {
			s := scala.NewSeq()
			for _, v := range w.res.Header[n] {
				if _, _, err := s.CallMethod(c, "append", []any{v}); err != nil {
					return nil, true, err
				}
			}
			values[i] = s
		}
		return scala.NewMap(names, values), true, nil
	}
	return nil, false, nil
}
