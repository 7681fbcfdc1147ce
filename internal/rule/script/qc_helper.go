package script

import "github.com/entwine-sync/entwine/groovy"

// qcMethods are what rules of HP ALM look up with qcHelper.
var qcMethods = methods(
	lookup("getUserByUsername", "user", "username", "the user of that name, or null", "D", "HP ALM"),
	lookup("getUser", "user", "username", "the same as getUserByUsername", "U", "HP ALM"),
	lookup("getRelease", "version", "name", "the release of that name, or null", "U", "HP ALM"),
	lookup("getStatus", "status", "name", "the status of that name, or null", "D", "HP ALM"),
	lookup("getPriority", "priority", "name", "the priority of that name, or null", "D", "HP ALM"),
	lookup("getTestType", "issueType", "name", "the type of test cases of that name, or null", "D", "HP ALM"),
	Method{Name: "getTestPlan", Args: []string{"name"}, Doc: "the folder of test cases of that name, as a map with `id` and `name`, or null", Mark: "D", On: "HP ALM",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			return r.record(c, "testPlan", "name", s[0])
		}},
	Method{Name: "getOptions", Args: []string{"field"}, Mark: "D", On: "HP ALM",
		Doc: "the options of a list field; empty where the connector cannot list them",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			return r.options(c, s[0])
		}},
	Method{Name: "findOption", Args: []string{"options", "value"}, Doc: "the option of that value among those and their child options, or null", Mark: "D", On: "HP ALM",
		call: func(_ *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a[1:])
			if err != nil || a[0] == nil {
				return nil, err
			}
			return findOption(c, a[0], s[0])
		}},
)

// options are all those of a list field.
func (r *run) options(c *groovy.Context, field string) (*groovy.List, error) {
	l := groovy.NewList()
	rec, err := r.in.Desk.Find(c.Context(), "options", map[string]string{"field": field})
	if err != nil {
		return l, err
	}
	all, _ := rec["options"].([]any)
	for _, v := range all {
		if m, ok := v.(map[string]any); ok {
			v = r.object("option", m, false)
		}
		l.Append(v)
	}
	return l, c.Charge(10 * len(all))
}

// findOption looks through options and the options below them.
func findOption(c *groovy.Context, options any, value string) (any, error) {
	var found any
	err := c.Each(options, func(v any) error {
		switch o := v.(type) {
		case *StandIn:
			if found == nil {
				found = made("option", "value", value)
			}
		case *Object:
			if found == nil && o.text("value") == value {
				found = o
			}
			if below, _ := o.get("childOptions").(*groovy.List); found == nil && below != nil && below.Len() > 0 {
				var err error
				found, err = findOption(c, below, value)
				return err
			}
		}
		return c.Charge(1)
	})
	return found, err
}
