package script

import (
	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script/scala"
)

// playClasses are what class libraries name around a request: how its body is
// written, which matters to nobody here, and JSON.
func playClasses() []*groovy.HostClass {
	var list []*groovy.HostClass
	for _, n := range []string{"play.api.libs.ws.WSClient", "play.api.libs.ws.WSRequest", "play.api.libs.ws.WSResponse", "play.api.inject.Injector",
		"play.api.libs.ws.StandaloneWSRequest", "play.api.libs.ws.StandaloneWSResponse", "play.api.libs.json.JsObject", "play.api.libs.json.JsArray"} {
		list = append(list, &groovy.HostClass{Name: n})
	}
	for n, of := range map[string]string{
		"play.api.http.Writeable": "writeable", "play.api.mvc.Codec": "codec", "play.api.libs.ws.WSBodyWritables": "writeable",
		"play.api.libs.ws.JsonBodyWritables": "writeable", "play.api.libs.ws.DefaultBodyWritables": "writeable", "play.api.libs.ws.EmptyBody": "writeable",
	} {
		list = append(list, scala.With(groovy.HostClass{Name: n, Static: token(n, of)})...)
	}
	for _, n := range []string{"BASIC", "DIGEST", "NONE"} {
		scheme := &scala.Token{Class: "play.api.libs.ws.WSAuthScheme", Name: n}
		class := "play.api.libs.ws.WSAuthScheme$" + n
		list = append(list, scala.Companion(class, func(*groovy.Context, string, []any, bool) (any, bool, error) { return scheme, false, nil }))
	}
	list = append(list, scala.With(groovy.HostClass{Name: "play.api.libs.ws.WSAuthScheme", Static: token("play.api.libs.ws.WSAuthScheme", "scheme")})...)
	for _, n := range []string{"play.api.libs.json.Json", "play.libs.Json"} {
		list = append(list, scala.With(groovy.HostClass{Name: n, Static: playJSON})...)
	}
	return append(list, &groovy.HostClass{Name: "play.api.libs.json.JsValue"},
		scala.Companion("play.api.Play", playStatic), &groovy.HostClass{Name: "play.api.Play", Static: playStatic})
}

// token is a class whose every constant and method of constants gives something
// that only passes through.
func token(class, of string) func(*groovy.Context, string, []any, bool) (any, bool, error) {
	return func(_ *groovy.Context, name string, _ []any, _ bool) (any, bool, error) {
		if name == "MODULE$" {
			return nil, false, nil
		}
		return &scala.Token{Class: class, Name: of + " " + name}, true, nil
	}
}

// playJSON reads and writes JSON; its trees are the script's own maps and lists.
func playJSON(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	if get || len(args) != 1 {
		return nil, false, nil
	}
	switch name {
	case "parse":
		if s, ok := args[0].(groovy.JSONSource); ok {
			return s.ParsedJSON(), true, nil
		}
		s, err := c.Text(args[0])
		if err != nil {
			return nil, true, err
		}
		v, err := c.JSON(s)
		return v, true, err
	case "toJson":
		return args[0], true, nil
	case "stringify", "prettyPrint", "asciiStringify":
		s := canonical(export(args[0]))
		return s, true, c.Alloc(len(s))
	}
	return nil, false, nil
}

// playStatic leads to the injector, as Play.current().injector() does.
func playStatic(c *groovy.Context, name string, _ []any, _ bool) (any, bool, error) {
	r, _ := c.Context().Value(runKey{}).(*run)
	if r == nil || name != "current" && name != "application" {
		return nil, false, nil
	}
	return &injector{r}, true, nil
}
