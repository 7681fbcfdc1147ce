package described

import (
	"encoding/json"
	"strings"
)

// shape is what an example says of those like it: which members there are, and
// what each of them is. A member may be missing, and may be null. What is sent
// has no members besides, since Jira refuses what it does not know; an answer may
// have more, since examples are cut.
func shape(example any, sent bool) map[string]any {
	s := of(example)
	if _, isObject := example.(map[string]any); isObject && sent {
		s["additionalProperties"] = false
	}
	return s
}

func of(example any) map[string]any {
	kind := func(name string) map[string]any { return map[string]any{"type": []any{name, "null"}} }
	switch e := example.(type) {
	case string:
		return kind("string")
	case bool:
		return kind("boolean")
	case json.Number, float64:
		return kind("number")
	case []any:
		s := kind("array")
		if len(e) > 0 {
			items := of(e[0])
			for _, other := range e[1:] {
				items = both(items, of(other))
			}
			s["items"] = items
		}
		return s
	case map[string]any:
		s, members := kind("object"), map[string]any{}
		for name, v := range e {
			if !local(name) {
				members[name] = of(v)
			}
		}
		s["properties"] = members
		return s
	}
	return map[string]any{}
}

// local are the members whose names are those of one installation: of its custom
// fields, and of what has a number there.
func local(name string) bool {
	return strings.HasPrefix(name, "customfield_") || strings.Trim(name, "0123456789") == ""
}

// both is what fits two elements of a list.
func both(a, b map[string]any) map[string]any {
	ka, _ := a["type"].([]any)
	kb, _ := b["type"].([]any)
	if len(ka) == 0 || len(kb) == 0 || ka[0] != kb[0] {
		return map[string]any{}
	}
	pa, isObject := a["properties"].(map[string]any)
	pb, _ := b["properties"].(map[string]any)
	if isObject {
		for name, v := range pb {
			if had, ok := pa[name].(map[string]any); ok {
				v = both(had, v.(map[string]any))
			}
			pa[name] = v
		}
	}
	return a
}
