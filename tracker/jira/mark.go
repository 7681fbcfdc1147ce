package jira

import (
	"context"
	"net/http"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// PartMarks implements tracker.PartMarker: comments carry a mark as issues do, but
// an issue comes without the properties of its comments.
func (c *connector) PartMarks(ctx context.Context, ref hub.Ref, field string) (map[string]string, bool, error) {
	s, err := c.place(ctx)
	if err != nil || field != "comments" || s.before(7) {
		return nil, false, err
	}
	id, err := number(ref.ID)
	if err != nil {
		return nil, false, err
	}
	all, err := c.pages(ctx, "/issue/"+id+"/comment", "comments", true, true)
	if err != nil {
		return nil, false, err
	}
	marks := map[string]string{}
	for _, v := range all {
		m := object(v)
		for _, p := range list(m["properties"]) {
			if mark := str(object(object(p)["value"])["mark"]); mark != "" && str(object(p)["key"]) == markProperty {
				marks[str(m["id"])] = mark
			}
		}
	}
	return marks, true, nil
}

// An issue carries our mark in a property, which people do not see. Servers
// before 7 cannot take one with the issue that is made, so there it is a label,
// which is not shown as one of the issue's.
const (
	markProperty = "entwine.mark"
	markLabel    = "entwine-mark-"
)

// marks are how the mark is put into what an issue is made of.
func (c *connector) marked(s site, mark string, body map[string]any, fields map[string]any) {
	switch {
	case mark == "":
	case s.before(7):
		fields["labels"] = append(list(fields["labels"]), markLabel+mark)
	default:
		body["properties"] = []any{map[string]any{"key": markProperty, "value": map[string]any{"mark": mark}}}
	}
}

// markedFor is how far FindMarked looks back, in days: a mark is looked for when
// an answer was lost, and a node may have been down for a holiday since.
const markedFor = "60"

// FindMarked implements tracker.Marker. Properties are in no index, so all that
// our account made is gone through, the newest first: it is the last one mostly.
func (c *connector) FindMarked(ctx context.Context, mark string) (hub.Ref, error) {
	none := &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "our account made no issue with this mark in the last " + markedFor + " days"}
	s, err := c.place(ctx)
	if err != nil {
		return hub.Ref{}, err
	}
	if s.before(7) {
		p, err := c.search(ctx, "labels = "+jqlText(markLabel+mark), "", []string{"updated"}, false)
		if err != nil {
			return hub.Ref{}, err
		}
		for _, h := range p.hits {
			return hub.Ref{ID: h.ID, Key: h.Key}, nil
		}
		return hub.Ref{}, none
	}
	jql := "creator = currentUser() AND created >= -" + markedFor + "d ORDER BY created DESC"
	for h, err := range c.all(ctx, jql, []string{"updated"}, false) {
		if err != nil {
			return hub.Ref{}, err
		}
		if !h.Properties {
			if h.Mark, err = c.markOf(ctx, h.ID); err != nil {
				return hub.Ref{}, err
			}
		}
		if h.Mark == mark {
			return hub.Ref{ID: h.ID, Key: h.Key}, nil
		}
	}
	return hub.Ref{}, none
}

// markOf reads the mark of an issue; "" if it has none, or is gone.
func (c *connector) markOf(ctx context.Context, id string) (string, error) {
	var out struct {
		Value struct{ Mark string }
	}
	err := c.send(ctx, http.MethodGet, "/issue/"+id+"/properties/"+markProperty, nil, nil, &out)
	if hub.CodeOf(web.Hidden(err)) == hub.NotFound {
		return "", nil
	}
	return out.Value.Mark, err
}
