package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/node"
)

func (a *app) pairHistoryCmd() *cobra.Command {
	var q node.HistoryQuery
	c := &cobra.Command{
		Use: "history KEY", Short: "Values of an issue that did not stand", Args: exactly(1, "the key of an issue"),
		Example: "  entwine pair history ACME-7\n  entwine pair history ACME-7 --json | jq .values.was",
		Long: "Whatever a sync replaces on this side is kept, and so is what lost where both sides had edited the same.\n" +
			"To have a value again, set it in the tracker: that is an edit like any other, and is told.",
		RunE: func(c *cobra.Command, args []string) error {
			q.Key = args[0]
			return a.with(c.Context(), func(d node.Desk) error {
				list, err := d.History(c.Context(), q)
				if err != nil {
					return err
				}
				if a.json {
					return answerLines(a, list)
				}
				a.showHistoryOf(q.Key, list)
				return nil
			})
		},
	}
	c.Flags().StringVar((*string)(&q.Connection), "connection", "", "only of this `connection`")
	c.Flags().IntVar(&q.Limit, "limit", 50, "at most so `many`; 0: all that are shown at once")
	return c
}

// whyPast says what became of a value that did not stand.
var whyPast = map[string]string{
	"replaced":    "replaced by the other side's",
	"lost":        "lost to the other side's, which was edited too",
	"overwritten": "overwritten by the other side's before it was told",
	"refused":     "the other side's, which lost to ours",
}

func (a *app) showHistoryOf(key string, list []node.Past) {
	if len(list) == 0 {
		fmt.Fprintf(a.out, "Every value of %s that was here still stands.\n", line(key))
		return
	}
	for i, p := range list {
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		fmt.Fprintf(a.out, "%s %s, %s of %s: %s (event %s)\n", a.look.time(p.At), a.look.zoneName(), line(partName(p.Part)), line(p.Issue),
			cmp.Or(whyPast[p.Kind], p.Kind), p.Event)
		for _, v := range []struct{ name, text string }{{"was", a.valueText(p.Values["was"])}, {"now", a.valueText(p.Values["now"])}} {
			fmt.Fprintf(a.out, "  %s: %s\n", v.name, strings.ReplaceAll(strings.TrimRight(v.text, "\n"), "\n", "\n       "))
		}
	}
}

// partName is a part as people call it: one of a set by the set's name.
func partName(p hub.Part) string {
	field := strings.TrimPrefix(p.Field(), "customFields.")
	if p.Elem() == "" {
		return field
	}
	return field + " " + p.Elem()
}

// valueText is a value as people read it, whole.
func (a *app) valueText(v hub.Value) string {
	switch v := v.(type) {
	case nil:
		return "(empty)"
	case string:
		return cmp.Or(clean(v), "(empty)")
	case bool:
		if v {
			return "(there)" // of an element of a set: the part names it
		}
		return "false"
	case time.Time:
		return a.look.time(v)
	case hub.User:
		return line(cmp.Or(v.Name, v.Email, v.ID))
	case map[string]hub.Value:
		for _, name := range []string{"body", "filename", "comment"} {
			if s, ok := v[name].(string); ok && s != "" {
				return clean(s)
			}
		}
	}
	b, err := hub.EncodeValue(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return line(string(b))
}
