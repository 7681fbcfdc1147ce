package script

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

// A logger is what class libraries write their log with. Its lines go where
// those of the helper log go.
type logger struct{ name string }

var (
	_ groovy.Caller         = (*logger)(nil)
	_ groovy.PropertyGetter = (*logger)(nil)
	_ groovy.MemberLister   = (*logger)(nil)
)

// loggerClass is the class of every logger; the other libraries' are its
// interfaces.
const loggerClass = "org.slf4j.Logger"

// loggerClasses are the logging libraries that Java programs use.
func loggerClasses() []*groovy.HostClass {
	others := []string{"org.apache.log4j.Category", "org.apache.commons.logging.Log", "java.util.logging.Logger"}
	get := func(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
		if get || name != "getLogger" && name != "getLog" && name != "getRootLogger" || len(args) > 1 {
			return nil, false, nil
		}
		if len(args) == 0 {
			return &logger{}, true, nil
		}
		if k, ok := args[0].(*groovy.Class); ok {
			return &logger{k.Name()}, true, nil
		}
		s, err := c.Text(args[0])
		return &logger{s}, true, err
	}
	list := []*groovy.HostClass{
		{Name: loggerClass, Interfaces: append(others, "org.apache.log4j.Logger"), Static: get},
		{Name: "org.apache.log4j.Logger", Static: get},
		{Name: "org.slf4j.LoggerFactory", Static: get},
		{Name: "org.apache.commons.logging.LogFactory", Static: get},
	}
	for _, n := range others {
		list = append(list, &groovy.HostClass{Name: n, Static: get})
	}
	for _, n := range []string{"org.apache.log4j.Level", "java.util.logging.Level"} {
		list = append(list, enumClass(n, []string{"OFF", "FATAL", "ERROR", "SEVERE", "WARN", "WARNING", "INFO", "CONFIG", "DEBUG", "FINE", "TRACE", "FINER", "FINEST", "ALL"}))
	}
	return list
}

func (l *logger) TypeName() string { return loggerClass }

// Properties is the name.
func (l *logger) Properties() []string { return []string{"name"} }

// Methods are the levels.
func (l *logger) Methods() []string {
	return []string{"trace", "debug", "info", "warn", "error", "isDebugEnabled", "isInfoEnabled", "setLevel"}
}

// GetProperty gives its name.
func (l *logger) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	return l.name, name == "name", nil
}

// levels are the names that libraries have for those of the log.
var levels = map[string]string{
	"trace": "trace", "debug": "debug", "info": "info", "warn": "warn", "error": "error",
	"fatal": "error", "severe": "error", "warning": "warn", "config": "debug", "fine": "debug", "finer": "trace", "finest": "trace",
}

// CallMethod writes a line. Values take the places {} of the text, as in slf4j.
func (l *logger) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	r, _ := c.Context().Value(runKey{}).(*run)
	level := levels[name]
	switch {
	case r == nil:
		return nil, false, nil
	case name == "setLevel":
		return nil, true, nil // the node decides what it keeps
	case strings.HasPrefix(name, "is") && strings.HasSuffix(name, "Enabled") && len(args) == 0:
		return true, true, nil
	case name == "getName" && len(args) == 0:
		return l.name, true, nil
	case level == "" || len(args) == 0:
		return nil, false, nil
	}
	text, err := c.Text(args[0])
	if err != nil {
		return nil, true, err
	}
	rest := args[1:]
	for len(rest) > 0 && strings.Contains(text, "{}") {
		s, err := c.Text(rest[0])
		if err != nil {
			return nil, true, err
		}
		text = strings.Replace(text, "{}", s, 1)
		rest = rest[1:]
	}
	if err := c.Alloc(len(text)); err != nil {
		return nil, true, err
	}
	return nil, true, r.log(c, level, append([]any{text}, rest[:min(1, len(rest))]...))
}
