package script

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/richtext"
)

var nodeMethods = methods(
	lookup("getIssueType", "issueType", "name", "the type of that name, or null", "D", ""),
	lookup("getIssueType", "issueType", "name", "the type of that name in a project, or null", "D", "", "project"),
	Method{Name: "getDefaultIssueType", Args: []string{"project"}, Doc: "the type that new items of a project get", Mark: "C", On: "Jira",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			return r.find(c, "issueType", "project", s[0])
		}},
	Method{Name: "hasIssueType", Args: []string{"name", "project"}, Doc: "whether a project has that type", Mark: "U", On: "Jira",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			v, err := r.find(c, "issueType", "name", s[0], "project", s[1])
			return v != nil, err
		}},
	lookup("getProject", "project", "key", "the project of that key, or null", "C", ""),
	lookup("getPriority", "priority", "name", "the priority of that name, or null", "D", ""),
	lookup("getPriority", "priority", "name", "the priority of that name, or null", "D", "", "issue"),
	lookup("getResolution", "resolution", "name", "the resolution of that name, or null", "C", "Jira"),
	lookup("getStatus", "status", "name", "the status of that name, or null", "D", ""),
	lookup("getStatus", "status", "name", "the status of that name, or null", "U", "", "issue"),
	Method{Name: "getLabel", Args: []string{"text"}, Doc: "a label of that text", Mark: "D",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil || s[0] == "" {
				return nil, err
			}
			return made("label", "label", s[0]), nil
		}},
	lookup("getComponent", "component", "name", "the component of that name in a project, or null", "D", "Jira", "project"),
	lookup("getComponent", "component", "name", "the component of that name, or null", "U", "Jira"),
	Method{Name: "createComponent", Args: []string{"issue", "name", "description", "lead", "assigneeType"}, Doc: "makes a component in the item's project, or finds the one of that name", Mark: "D", On: "Jira",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			return r.make(c, "component", a[0], map[string]any{"name": a[1], "description": a[2], "lead": a[3], "assigneeType": a[4]})
		}},
	lookup("getVersion", "version", "name", "the version of that name, or null", "D", ""),
	Method{Name: "getVersion", Args: []string{"name", "project"}, Doc: "the version of that name in a project, or null; on GitHub the item comes first", Mark: "D",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			if o, ok := a[0].(*Object); ok && o.kind.Name == "item" {
				a[0], a[1] = a[1], a[0]
			}
			project := a[1]
			if o, ok := project.(*Object); ok && o.kind.Name == "item" {
				project = o.get("projectKey")
			}
			s, err := texts(c, []any{a[0], project})
			if err != nil {
				return nil, err
			}
			return r.find(c, "version", "name", s[0], "project", s[1])
		}},
	Method{Name: "createVersion", Args: []string{"issue", "name", "description"}, Doc: "the version of that name in the item's project, made if there is none; null where that is not allowed", Mark: "D",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			return r.make(c, "version", a[0], map[string]any{"name": a[1], "description": a[2]})
		}},
	Method{Name: "getOption", Args: []string{"issue", "field", "value"}, Doc: "an option of a list field, or null", Mark: "D", call: getOption},
	Method{Name: "getOption", Args: []string{"field", "value"}, Doc: "an option of a list field, or null", Mark: "U",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			return getOption(r, c, []any{r.item, a[0], a[1]})
		}},
	Method{Name: "getOptions", Args: []string{"issue", "field", "values"}, Doc: "the options of a list field that have those values", Mark: "D",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			l := groovy.NewList()
			if a[2] == nil {
				return l, nil
			}
			return l, c.Each(a[2], func(v any) error {
				o, err := getOption(r, c, []any{a[0], a[1], v})
				if err == nil && o != nil {
					l.Append(o)
				}
				return err
			})
		}},
	Method{Name: "createOption", Args: []string{"issue", "field", "value"}, Doc: "an option of a list field, made if there is none", Mark: "D", On: "Jira Cloud",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			if o, err := getOption(r, c, a); o != nil || err != nil {
				return o, err
			}
			return r.make(c, "option", a[0], map[string]any{"field": a[1], "value": a[2]})
		}},
	Method{Name: "getCascadingSelect", Args: []string{"parent", "child"}, Doc: "the value of a field of two lists", Mark: "D", On: "Jira",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			if a[0] == nil {
				return nil, nil
			}
			return made("option", "value", plainText(a[0]), "parent", a[0], "child", a[1]), nil
		}},
	lookup("getCustomField", "customField", "name", "the definition of a custom field, or null", "U", "Jira"),
	Method{Name: "getCustomField", Args: []string{"template", "name", "value"}, Mark: "D", On: "Xurrent",
		Doc: "a custom field of that name with that value, to be assigned to an item's custom fields; the template is not looked at",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a[1:2])
			if err != nil {
				return nil, err
			}
			v, err := textual(c, a[2])
			return made("customField", "name", s[0], "value", v), err
		}},
	Method{Name: "getCustomFieldValueLabel", Args: []string{"template", "field", "value"}, Mark: "D", On: "Xurrent",
		Doc: "what people see for a value of a list field: the option's name, or the value itself where the field has no such option",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			if a[2] == nil {
				return nil, nil
			}
			o, err := getOption(r, c, []any{r.item, a[1], a[2]})
			if x, ok := o.(*Object); ok {
				return x.get("value"), nil
			}
			return a[2], err
		}},
	Method{Name: "getCustomFieldDefaultValue", Args: []string{"field"}, Doc: "what the field holds on new items", Mark: "D", On: "Jira Cloud",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			cf, err := r.find(c, "customField", "name", s[0])
			if o, ok := cf.(*Object); ok {
				return o.get("defaultValue"), nil
			}
			return nil, err
		}},
	lookup("getUser", "user", "key", "the user of that account id or key, or null", "D", ""),
	lookup("getUser", "user", "key", "the user of that account id or key, or null", "D", "", "project"),
	lookup("getUserByEmail", "user", "email", "the user of that mail address, or null", "D", ""),
	noAccounts("username", "password", "email", "displayName"),
	lookup("getAgentByEmail", "user", "email", "the agent of that mail address, or null", "D", "Freshdesk, Freshservice"),
	lookup("getUserByEmail", "user", "email", "the user of that mail address, or null", "D", "Azure DevOps", "project"),
	lookup("getUserByUsername", "user", "username", "the user of that name, or null", "D", ""),
	lookup("getUserByUsername", "user", "username", "the user of that name, or null", "U", "Azure DevOps", "project"),
	lookup("getUserByFullName", "user", "displayName", "the user who is shown as that, or null", "D", ""),
	lookup("getUserByFullName", "user", "displayName", "the user who is shown as that, or null", "D", "Azure DevOps", "project"),
	Method{Name: "isUserAssignable", Args: []string{"project", "user"}, Doc: "whether items of a project can be assigned to a user", Mark: "D", On: "Jira",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			v, err := r.find(c, "user", "key", s[1], "assignableIn", s[0])
			return v != nil, err
		}},
	Method{Name: "canUserEditComments", Args: []string{"issue", "user"}, Doc: "whether a user may edit comments", Mark: "D", On: "Jira Cloud",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a[1:])
			if err != nil {
				return nil, err
			}
			v, err := r.find(c, "user", "key", s[0])
			return v != nil, err
		}},
	twin("getLocalIssueFromRemoteId", "remoteId"), twin("getLocalIssueFromRemoteId", "remoteId", "entityType"),
	twin("getLocalIssueKeyFromRemoteId", "remoteId"), twin("getLocalIssueKeyFromRemoteId", "remoteId", "entityType"),
	twin("getLocalIssueFromRemoteUrn", "remoteKey"), twin("getLocalIssueFromRemoteUrn", "remoteKey", "entityType"),
	twin("getLocalKeyFromRemoteId", "remoteId"), twin("getLocalKeyFromRemoteId", "remoteId", "table"),
	Method{Name: "getReference", Args: []string{"table", "column", "value"}, Doc: "a reference to the row of a table", Mark: "C", On: "ServiceNow",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			return r.record(c, "reference", "value", s[2], "table", s[0], "column", s[1])
		}},
	Method{Name: "getTableByLink", Args: []string{"link"}, Doc: "the row that a reference field links to, as a map", Mark: "D", On: "ServiceNow",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			return r.record(c, "row", "link", s[0])
		}},
	Method{Name: "getHtmlField", Args: []string{"issue", "field"}, Doc: "a long text as HTML", Mark: "D", On: "Jira",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			o, ok := a[0].(*Object)
			if !ok {
				return nil, c.Throw("java.lang.IllegalArgumentException", "getHtmlField takes the item and the name of a field")
			}
			s, err := texts(c, a[1:])
			if err != nil {
				return nil, err
			}
			v, _, err := o.GetProperty(c, s[0])
			if err != nil || v == nil {
				return nil, err
			}
			return r.convert(plainText(v), richtext.HTML), nil
		}},
	Method{Name: "getHtmlComments", Args: []string{"issue"}, Doc: "the comments with their bodies as HTML", Mark: "D", On: "Jira",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			o, ok := a[0].(*Object)
			if !ok {
				return groovy.NewList(), nil
			}
			l, _ := o.get("comments").(*groovy.List)
			return bodies(l, func(s string) string { return r.convert(s, richtext.HTML) }), nil
		}},
	Method{Name: "stripHtml", Args: []string{"text"}, Doc: "the text without tags", Mark: "C",
		call: onText(stripHTML)},
	Method{Name: "stripHtmlFromComments", Args: []string{"comments"}, Doc: "the comments without tags", Mark: "C",
		call: onBodies(stripHTML)},
	Method{Name: "toMarkDownFromHtml", Args: []string{"html"}, Doc: "HTML as Markdown", Mark: "C",
		call: onText(htmlToMarkdown)},
	Method{Name: "toMarkDown", Args: []string{"html"}, Doc: "HTML as Markdown", Mark: "U",
		call: onText(htmlToMarkdown)},
	Method{Name: "toMarkDownComments", Args: []string{"comments"}, Doc: "the comments with their bodies as Markdown", Mark: "C",
		call: onBodies(htmlToMarkdown)},
	Method{Name: "toHtml", Args: []string{"text"}, Doc: "a text of this tracker as HTML", Mark: "U",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			return onText(func(s string) string { return r.convert(s, richtext.HTML) })(r, c, a)
		}},
	Method{Name: "addHTTPHeader", Args: []string{"name", "value"}, Doc: "a header of the calls this rule makes to the tracker", Mark: "D", On: "Jira Cloud",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			if r.header == nil {
				r.header = map[string][]string{}
			}
			r.header[s[0]] = append(r.header[s[0]], s[1])
			return nil, nil
		}},
	rewritten("convertWikiToXurrent", "Jira's wiki markup as Xurrent's rich text, which is Markdown", richtext.Jira, richtext.Markdown),
	rewritten("convertHtmlToXurrent", "HTML as Xurrent's rich text", richtext.HTML, richtext.Markdown),
	rewritten("convertXurrentToWiki", "Xurrent's rich text as Jira's wiki markup", richtext.Markdown, richtext.Jira),
	rewritten("convertXurrentToHtml", "Xurrent's rich text as HTML", richtext.Markdown, richtext.HTML),
	Method{Name: "getHubIssue", Args: []string{"issue"}, Doc: "another item of this tracker by its id, key or key object, or null", Mark: "C", On: "Jira Cloud", call: hubIssue},
	Method{Name: "getRemoteIssueLinks", Args: []string{"issue"}, Doc: "the links of an item to addresses, each with `url` and `title`", Mark: "D", On: "Jira Cloud", call: webLinks},
	lookup("getTeam", "team", "name", "the team of that name, or null", "U", ""),
	lookup("getGroup", "group", "name", "the group of that name, or null", "U", ""),
	lookup("getOrganization", "organization", "name", "the organisation of that name, or null", "U", ""),
	lookup("getSprint", "sprint", "name", "the sprint of that name, or null", "U", "Jira"),
	lookup("getSecurityLevel", "securityLevel", "name", "the security level of that name, or null", "U", "Jira"),
	lookup("getSecurityLevel", "securityLevel", "name", "the security level of that name, or null", "U", "Jira", "project"),
)

// make makes something in the project of an item.
func (r *run) make(c *groovy.Context, kind string, item any, of map[string]any) (any, error) {
	rec := map[string]any{}
	for k, v := range of {
		if v != nil {
			v, err := textual(c, v)
			if err != nil {
				return nil, err
			}
			rec[k] = export(v)
		}
	}
	switch x := item.(type) {
	case *Object:
		if key := x.text("projectKey"); key != "" {
			rec["project"] = key
		} else if x.kind.Name == "project" {
			rec["project"] = x.text("key")
		}
	case string:
		rec["project"] = x
	}
	got, err := r.in.Desk.Make(c.Context(), kind, rec)
	if err != nil || got == nil {
		return nil, err
	}
	return r.object(kind, got, false), nil
}

func getOption(r *run, c *groovy.Context, a []any) (any, error) {
	s, err := texts(c, a[1:])
	if err != nil {
		return nil, err
	}
	if o, ok := a[0].(*Object); ok && o.kind.Name == "customField" {
		s[0] = o.text("name")
	}
	return r.find(c, "option", "value", s[1], "field", s[0])
}

// record is find for what is no kind: it comes as a plain map.
func (r *run) record(c *groovy.Context, what string, by ...string) (any, error) {
	m := map[string]string{}
	for i := 0; i < len(by); i += 2 {
		m[by[i]] = by[i+1]
	}
	if by[1] == "" {
		return nil, nil
	}
	rec, err := r.in.Desk.Find(c.Context(), what, m)
	if err != nil || rec == nil {
		return nil, err
	}
	return groovy.FromGo(rec), nil
}

// twin is a method that finds the local item synced with one of the other side.
func twin(name string, args ...string) Method {
	return Method{Name: name, Args: args, Mark: "D", Doc: "the key object of the local item that is synced with it, or null",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil || s[0] == "" {
				return nil, err
			}
			id, key := s[0], ""
			if args[0] == "remoteKey" {
				id, key = "", s[0]
			}
			rec, err := r.in.Desk.Twin(c.Context(), id, key)
			if err != nil || rec == nil {
				return nil, err
			}
			return r.object("issueKey", rec, false), nil
		}}
}

// convert brings a text of this side into another format.
func (r *run) convert(s string, to richtext.Format) string {
	from := r.in.Format
	if from == "" {
		from = guessFormat(s)
	}
	return richtext.Convert(s, from, to)
}

// guessFormat tells HTML from other texts where nobody said what it is.
func guessFormat(s string) richtext.Format {
	if strings.Contains(s, "</") || strings.Contains(s, "/>") || strings.Contains(s, "<br>") || strings.Contains(s, "<p>") {
		return richtext.HTML
	}
	return richtext.Plain
}

func stripHTML(s string) string { return richtext.Convert(s, richtext.HTML, richtext.Plain) }

func htmlToMarkdown(s string) string { return richtext.Convert(s, richtext.HTML, richtext.Markdown) }

// onText is a method that turns one text into another; null stays null.
func onText(f func(string) string) func(*run, *groovy.Context, []any) (any, error) {
	return func(_ *run, c *groovy.Context, a []any) (any, error) {
		if a[0] == nil {
			return nil, nil
		}
		s, err := texts(c, a)
		if err != nil {
			return nil, err
		}
		if err := c.Charge(len(s[0])); err != nil {
			return nil, err
		}
		out := f(s[0])
		return out, c.Alloc(len(out))
	}
}

// onBodies is a method that does so with the bodies of comments.
func onBodies(f func(string) string) func(*run, *groovy.Context, []any) (any, error) {
	return func(_ *run, c *groovy.Context, a []any) (any, error) {
		l := groovy.NewList()
		if a[0] == nil {
			return l, nil
		}
		if err := c.Each(a[0], func(v any) error { l.Append(v); return c.Charge(100) }); err != nil {
			return nil, err
		}
		return bodies(l, f), nil
	}
}

// bodies are copies of comments with other bodies.
func bodies(l *groovy.List, f func(string) string) *groovy.List {
	out := groovy.NewList()
	for _, o := range items(l) {
		o = o.clone()
		if b := o.get("body"); b != nil {
			o.put("body", f(plainText(b)))
		}
		out.Append(o)
	}
	return out
}
