package jira

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// A comment is private if only some role or group may see it, and at a service
// desk if it is an internal one. A private comment is written only where it can
// be made so: Jira would take it all the same and show it to everybody.

// publicProperty is where a service desk keeps whether customers see a comment.
const publicProperty = "sd.public.comment"

// serviceDesk is the type of projects whose issues customers see.
const serviceDesk = "service_desk"

// serves finds out whether customers see the issues of the project, and
// puts it into what was sent of the issue, where it is missing.
func (c *connector) serves(ctx context.Context, raw *answer) error {
	project := object(raw.Fields["project"])
	key := str(project["key"])
	s, err := c.place(ctx)
	if err != nil || key == "" {
		return err
	}
	if str(project["projectTypeKey"]) == "" {
		desk, err := c.sorted(ctx, s, key)
		if err != nil {
			return err
		}
		project["projectTypeKey"] = "unknown"
		if desk {
			project["projectTypeKey"] = serviceDesk
		}
	}
	c.keepDesk(key, isDesk(raw))
	return nil
}

// sorted reports whether customers see the issues of a project. Of those who do not
// know one asks.
func (c *connector) sorted(ctx context.Context, s site, key string) (bool, error) {
	if desk, known := c.deskOf(key); known {
		return desk, nil
	}
	end, err := c.sorting.Take(ctx)
	if err != nil {
		return false, err
	}
	defer end()
	if desk, known := c.deskOf(key); known { // somebody else asked while we waited
		return desk, nil
	}
	desk, err := c.isDeskProject(ctx, s, key)
	if err == nil {
		c.keepDesk(key, desk)
	}
	return desk, err
}

func (c *connector) deskOf(key string) (desk, known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	desk, known = c.desks[key]
	return desk, known
}

func (c *connector) keepDesk(key string, desk bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.desks) >= maxNames {
		clear(c.desks)
	}
	c.desks[key] = desk
}

// desk reports whether customers see the issue.
func (c *connector) desk(ctx context.Context, ref hub.Ref) (bool, error) {
	if i := strings.LastIndexByte(ref.Key, '-'); i > 0 {
		if desk, known := c.deskOf(ref.Key[:i]); known {
			return desk, nil
		}
	}
	id, err := number(ref.ID)
	if err != nil {
		return false, err
	}
	var raw answer
	if err := c.get(ctx, "/issue/"+id, url.Values{"fields": {"project"}}, &raw); err != nil {
		return false, web.Hidden(err)
	}
	if err := c.serves(ctx, &raw); err != nil {
		return false, err
	}
	return isDesk(&raw), nil
}

// audience puts into a comment who may see it: those whom it names, or those whom
// the settings mean by private. A service desk keeps what is internal from its
// customers by itself.
func (c *connector) audience(desk bool, cm hub.Comment, body map[string]any) error {
	if desk {
		body["properties"] = []any{map[string]any{"key": publicProperty, "value": map[string]any{"internal": cm.Private}}}
	}
	switch usual := c.usual(); {
	case !cm.Private:
	case cm.Only != hub.Audience{} && (cm.Only != usual || !desk):
		body["visibility"] = visibility(cm.Only)
	case desk:
	case usual == hub.Audience{}:
		return invalid("comments", "a private comment needs a role that may see it: the setting internal_role of this tracker names it")
	default:
		body["visibility"] = visibility(usual)
	}
	return nil
}

// usual is whom the settings mean by private.
func (c *connector) usual() hub.Audience { return hub.Audience{Role: c.role} }

// visibility is how Jira says who may read something; nil for everybody. It knows
// one role or one group.
func visibility(a hub.Audience) map[string]any {
	switch {
	case a.Role != "":
		return map[string]any{"type": "role", "value": a.Role}
	case a.Group != "":
		return map[string]any{"type": "group", "value": a.Group}
	}
	return nil
}

// AddComment implements tracker.Commenter.
func (c *connector) AddComment(ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
	id, err := number(w.Ref.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	desk, err := c.desk(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	s, err := c.place(ctx)
	if err != nil {
		return tracker.Receipt{}, err
	}
	body, err := c.commentBody(ctx, id, cm, nil)
	if err == nil && desk && s.before(7) {
		return c.remark(ctx, w, cm)
	}
	if err == nil {
		err = c.audience(desk, cm, body)
	}
	if err != nil {
		return tracker.Receipt{}, err
	}
	if w.Mark != "" && !s.before(7) {
		body["properties"] = append(list(body["properties"]), map[string]any{"key": markProperty, "value": map[string]any{"mark": w.Mark}})
	}
	var out map[string]any
	if err := c.send(ctx, http.MethodPost, "/issue/"+id+"/comment", url.Values{"expand": {"properties"}}, body, &out); err != nil {
		return tracker.Receipt{}, ofField("comments", err)
	}
	if desk && cm.Private && out["id"] != nil {
		if err := c.remarks(ctx, id, []any{out}); err != nil {
			return tracker.Receipt{}, web.Unseen(err)
		}
	}
	return c.commented(ctx, w, out, cm, desk)
}

// commentBody is a comment of an issue in place of one that shows old; nil for a new one.
func (c *connector) commentBody(ctx context.Context, id string, cm hub.Comment, old any) (map[string]any, error) {
	text, err := c.illustrated(ctx, id, cm.Body, old)
	switch {
	case err != nil:
		return nil, err
	case text == nil:
		return nil, invalid("comments", "Jira takes no blank comments")
	}
	return map[string]any{"body": text}, nil
}

// commented checks what Jira made of a comment. One that came out public and
// should not have is taken back.
func (c *connector) commented(ctx context.Context, w tracker.Write, out map[string]any, cm hub.Comment, desk bool) (tracker.Receipt, error) {
	made := str(out["id"])
	if made == "" {
		return tracker.Receipt{}, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer does not name the comment that was written"}
	}
	if cm.Private && !keptPrivate(out, desk) {
		if err := c.send(ctx, http.MethodDelete, "/issue/"+w.Ref.ID+"/comment/"+made, nil, nil, nil); err != nil {
			return tracker.Receipt{}, web.Unseen(err)
		}
		return tracker.Receipt{}, invalid("comments", "Jira did not keep the comment private; it was taken back")
	}
	return tracker.Receipt{Ref: w.Ref, ID: made}, nil
}

// EditComment implements tracker.Commenter. A comment that is private stays with
// those who may see it, be they a role of the settings or others.
func (c *connector) EditComment(ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
	id, err := number(w.Ref.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	n, err := number(cm.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	desk, err := c.desk(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	var now map[string]any
	path := "/issue/" + id + "/comment/" + n
	if err := c.get(ctx, path, url.Values{"expand": {"properties"}}, &now); err != nil {
		return tracker.Receipt{}, web.Hidden(err)
	}
	body, err := c.commentBody(ctx, id, cm, now["body"])
	if err != nil {
		return tracker.Receipt{}, err
	}
	if seen := object(now["visibility"]); cm.Private && !desk && len(seen) > 0 && (cm.Only == hub.Audience{} || cm.Only == audienceOf(now)) {
		kept := map[string]any{"type": seen["type"], "value": seen["value"]}
		if seen["identifier"] != nil {
			kept["identifier"] = seen["identifier"]
		}
		body["visibility"] = kept
	} else if s, err := c.place(ctx); err != nil {
		return tracker.Receipt{}, err
	} else if desk && s.before(7) {
		if err := c.sameAudience(ctx, id, now, cm.Private); err != nil {
			return tracker.Receipt{}, err
		}
	} else if err := c.audience(desk, cm, body); err != nil {
		return tracker.Receipt{}, err
	}
	var out map[string]any
	if err := c.send(ctx, http.MethodPut, path, url.Values{"expand": {"properties"}}, body, &out); err != nil {
		return tracker.Receipt{}, ofField("comments", err)
	}
	if desk && cm.Private {
		if err := c.remarks(ctx, id, []any{out}); err != nil {
			return tracker.Receipt{}, web.Unseen(err)
		}
	}
	if cm.Private && !keptPrivate(out, desk) {
		return tracker.Receipt{}, web.Unseen(invalid("comments", "Jira answered success and shows the comment to everybody"))
	}
	return tracker.Receipt{Ref: w.Ref, ID: n}, nil
}

// DropComment implements tracker.Commenter.
func (c *connector) DropComment(ctx context.Context, w tracker.Write, comment string) (tracker.Receipt, error) {
	return c.drop(ctx, w, "comment", "comments", comment, nil)
}

// drop takes out something that has an id and a path below the issue's.
func (c *connector) drop(ctx context.Context, w tracker.Write, what, field, elem string, q url.Values) (tracker.Receipt, error) {
	id, err := number(w.Ref.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	n, err := number(elem)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if err := c.send(ctx, http.MethodDelete, "/issue/"+id+"/"+what+"/"+n, q, nil, nil); err != nil {
		return tracker.Receipt{}, ofField(field, err)
	}
	return tracker.Receipt{Ref: w.Ref, ID: n}, nil
}

// ofField names what a refusal is about, where Jira names nothing we know.
func ofField(field string, err error) error {
	err = closed(err)
	if e := hub.AsError(err); e != nil && e.Code == hub.Invalid {
		named := *e
		named.Field = field
		return &named
	}
	return err
}
