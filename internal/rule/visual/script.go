package visual

import (
	"fmt"
	"strings"
)

// Outgoing is the script that tells what the mapping says.
func (m *Mapping) Outgoing() string {
	var b strings.Builder
	fmt.Fprintf(&b, "// What this side tells. Made of %s.\n", base(m.File))
	for _, t := range m.Tell {
		as := t.As
		if as == "" {
			as = t.Field
		}
		switch t.Field {
		case "parent": // one that is not synced is nobody's over there, so nothing is said of it
			b.WriteString("def parent = matchHelper.parent(issue)\nif (parent || !issue.parentId) { replica.parentId = parent }\n")
			continue
		case "links":
			b.WriteString("replica.issueLinks = matchHelper.links(issue)\n")
			continue
		}
		from := ref("issue", t.Field)
		if custom(t.Field) && len(t.Convert) > 0 {
			from += "?.value"
		}
		switch t.Only {
		case "public":
			from += ".findAll { c -> !c.internal }"
		case "private":
			from += ".findAll { c -> c.internal }"
		}
		for _, c := range t.Convert {
			from += "?.with { " + converters[c] + " }"
		}
		fmt.Fprintf(&b, "%s = %s\n", ref("replica", as), from)
	}
	return b.String()
}

// Incoming is the script that takes over what the mapping says.
func (m *Mapping) Incoming() string {
	var b strings.Builder
	fmt.Fprintf(&b, "// What this side takes over. Made of %s.\n", base(m.File))
	for i := range m.Take {
		t := &m.Take[i]
		lines := t.lines()
		switch t.When {
		case "first":
			lines = wrap("if (firstSync) {", lines)
		case "later":
			lines = wrap("if (!firstSync) {", lines)
		}
		b.WriteString(strings.Join(lines, "\n") + "\n")
	}
	return b.String()
}

func base(file string) string { return file[strings.LastIndexAny(file, `/\`)+1:] }

func wrap(head string, lines []string) []string {
	out := []string{head}
	for _, l := range lines {
		out = append(out, "  "+l)
	}
	return append(out, "}")
}

// ref is a field of the item or the replica.
func ref(of, field string) string {
	if name, ok := strings.CutPrefix(field, "customFields."); ok {
		return of + ".customFields." + quote(name)
	}
	if plainName(field) {
		return of + "." + field
	}
	return of + "." + quote(field)
}

func plainName(s string) bool {
	for i, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || i > 0 && r >= '0' && r <= '9') {
			return false
		}
	}
	return s != ""
}

// quote writes a text as a Groovy literal in which nothing is special.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range s {
		switch r {
		case '\'', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}

// lines are the statements that take one field over.
func (t *Take) lines() []string {
	k := kinds[t.To]
	switch {
	case k.merged != "":
		return t.merge(k)
	case k.related == "parentId":
		return []string{"issue.parentId = matchHelper.parent(replica)"}
	case k.related != "":
		return []string{"issue.issueLinks = matchHelper.links(issue, replica" + t.linkTypes() + ")"}
	case k.list != "":
		return t.list()
	case k.person:
		return t.person()
	case k.plain && t.HasDef:
		return []string{fmt.Sprintf("%s = %s ?: %s", ref("issue", t.To), ref("replica", t.From), quote(t.Default))}
	case k.plain && !t.Fixed:
		return []string{fmt.Sprintf("%s = %s", ref("issue", t.To), ref("replica", t.From))}
	}
	to := ref("issue", t.To)
	switch {
	case k.key:
		to = "issue.projectKey"
	case t.To == "type":
		to = "issue.typeName"
	}
	value := t.value(k)
	switch {
	case t.To == "status":
		return []string{fmt.Sprintf("%s?.with { s -> issue.setStatus(s) }", paren(value+" ?: null"))}
	case k.key || t.To == "type" || custom(t.To) || !k.named:
		return []string{to + " = " + value}
	case t.To == "priority" || t.To == "resolution":
		// One that is not here is no reason to lose the one that is.
		return []string{fmt.Sprintf("%s = %s?.with { n -> matchHelper.%s(n, [:]) }", to, paren(value+" ?: null"), t.To)}
	}
	return []string{fmt.Sprintf("issue.%s = nodeHelper.get%s(%s)", t.To, strings.ToUpper(t.To[:1])+t.To[1:], value)}
}

// linkTypes is the map from their types of links to ours, as an argument.
func (t *Take) linkTypes() string {
	if t.Values == nil {
		return ""
	}
	l := t.pairs()
	rest := "null" // types that are not among them are left out
	if t.HasDef {
		rest = quote(t.Default)
	}
	l = append(l, "'*': "+rest)
	return ", [" + strings.Join(l, ", ") + "]"
}

// pairs are the entries of the values as Groovy writes them.
func (t *Take) pairs() []string {
	var l []string
	for _, theirs := range t.Order {
		ours := quote(t.Values[theirs])
		if several := t.Several[theirs]; several != nil {
			list := make([]string, len(several))
			for i, s := range several {
				list[i] = quote(s)
			}
			ours = "[" + strings.Join(list, ", ") + "]"
		}
		l = append(l, paren(quote(theirs))+": "+ours)
	}
	return l
}

func paren(s string) string { return "(" + s + ")" }

// value is the text that a field is set to: fixed, mapped or as it was told.
func (t *Take) value(k kind) string {
	if t.Fixed {
		return quote(t.Value)
	}
	from := ref("replica", t.From)
	switch {
	case custom(t.From):
		from += "?.value"
	case kinds[t.From].key:
		from += "?.key"
	case kinds[t.From].named:
		from += "?.name"
	}
	if t.Values == nil {
		for _, c := range t.Convert {
			from += "?.with { " + converters[c] + " }"
		}
		if t.HasDef {
			from += " ?: " + quote(t.Default)
		}
		return from
	}
	if custom(t.From) {
		// An option is known by its text.
		from += "?.toString()"
	}
	otherwise := from
	if t.HasDef {
		otherwise = quote(t.Default)
	}
	pairs := strings.Join(t.pairs(), ", ")
	if pairs == "" {
		pairs = ":"
	}
	v := "[" + pairs + "].getOrDefault(" + from + ", " + otherwise + ")"
	if t.Several == nil {
		return v
	}
	// They cannot have changed what they cannot tell apart: of several, the one
	// that stands here stays.
	here := ref("issue", t.To)
	switch {
	case custom(t.To):
		here += "?.value?.toString()"
	case k.key:
		here += "?.key"
	case k.named:
		here += "?.name"
	}
	return v + "?.with { v -> v instanceof List ? (v.contains(" + here + ") ? " + here + " : v[0]) : v }"
}

func (t *Take) merge(k kind) []string {
	call := k.merged + "(issue, replica)"
	switch {
	case t.To != "comments":
	case t.Author == "none" && t.Private:
		call = k.merged + "(issue, replica) { c -> c.internal = true }"
	case t.Author == "none":
		call = k.merged + "(issue, replica) { c -> c }"
	case t.Private:
		call = k.merged + "(issue, replica) { c ->\n  c.body = (c.author?.displayName ? c.author.displayName + ': ' : '') + c.body\n  c.internal = true\n}"
	}
	return strings.Split("issue."+t.To+" = "+call, "\n")
}

func (t *Take) list() []string {
	short := kinds[t.To].list
	from := "[" + quote(t.Value) + "]"
	if !t.Fixed {
		from = "(" + ref("replica", t.From) + " ?: []).collect { e -> e instanceof String ? e : e." + short + " }"
	}
	if t.Values != nil {
		one := &Take{From: "it", Values: t.Values, Order: t.Order, Default: t.Default, HasDef: t.HasDef}
		from += ".collect { " + strings.ReplaceAll(one.value(kind{}), "replica.it", "it") + " }"
	}
	class := map[string]string{"labels": "Label", "components": "Component", "fixVersions": "Version", "affectedVersions": "Version"}[t.To]
	made := fmt.Sprintf("%s.unique().collect { n -> new com.exalate.basic.domain.hubobject.v1.BasicHub%s(%s: n) }", from, class, short)
	if t.Add {
		return []string{fmt.Sprintf("def %s = %s", t.name(), made),
			fmt.Sprintf("issue.%s += %s.findAll { n -> !issue.%s.contains(n) }", t.To, t.name(), t.To)}
	}
	return []string{"issue." + t.To + " = " + made}
}

// name is that of a variable of this entry's own.
func (t *Take) name() string { return fmt.Sprintf("%s%d", t.To, t.Line) }

// person finds who is meant by mail, by the table of people if there is one.
func (t *Take) person() []string {
	mail := quote(t.Value)
	if !t.Fixed {
		mail = ref("replica", t.From) + "?.email"
	}
	if t.Values != nil {
		one := &Take{From: "it", Values: t.Values, Order: t.Order}
		mail = mail + "?.with { " + strings.ReplaceAll(one.value(kind{}), "replica.it", "it") + " }"
	}
	who := "nodeHelper.getUserByEmail(" + mail + ")"
	if t.HasDef {
		who += " ?: nodeHelper.getUserByEmail(" + quote(t.Default) + ")"
	}
	// Nobody found changes nothing: a person is not lost because a directory is.
	v := t.name()
	return []string{"def " + v + " = " + who, "if (" + v + ") { issue." + t.To + " = " + v + " }"}
}
