package script

import (
	"strconv"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/richtext"
)

// hubIssue reads another item of the local tracker.
func hubIssue(r *run, c *groovy.Context, a []any) (any, error) {
	if o, ok := a[0].(*Object); ok && o.kind.Name == "issueKey" {
		return r.find(c, "item", "id", o.idText(), "key", o.text("urn"))
	}
	s, err := texts(c, a)
	if err != nil {
		return nil, err
	}
	// Most ids are numbers and no key is; what is none may be either.
	if _, err := strconv.ParseInt(s[0], 10, 64); err == nil {
		return r.find(c, "item", "id", s[0])
	}
	v, err := r.find(c, "item", "key", s[0])
	if v == nil && err == nil {
		v, err = r.find(c, "item", "id", s[0])
	}
	return v, err
}

// webLinks are the links of an item that lead to an address and not to another
// item.
func webLinks(_ *run, c *groovy.Context, a []any) (any, error) {
	o, ok := a[0].(*Object)
	if !ok || o.kind.Name != "item" {
		return nil, c.Throw("java.lang.IllegalArgumentException", "getRemoteIssueLinks takes the item")
	}
	out := groovy.NewList()
	l, _ := o.get("issueLinks").(*groovy.List)
	for _, k := range items(l) {
		if k.text("url") != "" && k.text("otherIssueId") == "" {
			out.Append(k)
		}
	}
	return out, c.Charge(out.Len())
}

// rewritten is a method that brings a text from one format into another; null
// stays null.
func rewritten(name, doc string, from, to richtext.Format) Method {
	return Method{Name: name, Args: []string{"text"}, Doc: doc, Mark: "D", On: "Xurrent",
		call: onText(func(s string) string { return richtext.Convert(s, from, to) })}
}
