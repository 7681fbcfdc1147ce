package jira

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Find implements tracker.Connector: a query is JQL. Its order is dropped.
func (c *connector) Find(ctx context.Context, query string, only ...hub.Ref) iter.Seq2[hub.Ref, error] {
	return func(yield func(hub.Ref, error) bool) {
		query = strings.Join(strings.FieldsFunc(unordered(query), func(r rune) bool { return r == '\n' || r == '\r' }), " ")
		if len(only) > 0 {
			c.findAmong(ctx, query, only, yield)
			return
		}
		for h, err := range c.all(ctx, c.watched(query)+" ORDER BY created ASC, key ASC", []string{"updated"}, false) {
			if err != nil {
				yield(hub.Ref{}, c.ofQuery(err, query))
				return
			}
			if !yield(hub.Ref{ID: h.ID, Key: h.Key}, nil) {
				return
			}
		}
	}
}

// findAmong considers some issues only. A query that names one which there is
// not is an error of the cloud, so it is asked first which there are; servers
// can be told to leave such out, and then leave out what else makes no sense,
// so there the query is tried by itself first.
func (c *connector) findAmong(ctx context.Context, query string, only []hub.Ref, yield func(hub.Ref, error) bool) {
	s, err := c.place(ctx)
	if err != nil {
		yield(hub.Ref{}, err)
		return
	}
	var ids []string
	for _, ref := range only {
		if n, err := number(ref.ID); err == nil && !slices.Contains(ids, n) {
			ids = append(ids, n)
		}
	}
	if query != "" && !s.Cloud {
		if _, err := c.search(ctx, c.watched(query), "", []string{"updated"}, false); err != nil {
			yield(hub.Ref{}, c.ofQuery(err, query))
			return
		}
	}
	for batch := range slices.Chunk(ids, c.page) {
		if s.Cloud {
			if batch, err = c.existing(ctx, batch); err != nil {
				yield(hub.Ref{}, err)
				return
			}
		}
		if len(batch) == 0 {
			continue
		}
		jql := c.watched(query) + " AND id in (" + strings.Join(batch, ", ") + ")"
		for h, err := range c.all(ctx, jql, []string{"updated"}, !s.Cloud) {
			if err != nil {
				yield(hub.Ref{}, c.ofQuery(err, query))
				return
			}
			if slices.Contains(batch, h.ID) && !yield(hub.Ref{ID: h.ID, Key: h.Key}, nil) {
				return
			}
		}
	}
}

// existing are those of up to a hundred issues that the account sees.
func (c *connector) existing(ctx context.Context, ids []string) ([]string, error) {
	var out struct{ Issues []answer }
	body := map[string]any{"issueIdsOrKeys": ids, "fields": []string{"updated"}}
	if err := c.send(tracker.Repeatable(ctx), http.MethodPost, "/issue/bulkfetch", nil, body, &out); err != nil {
		return nil, err
	}
	var there []string
	for _, a := range out.Issues {
		if slices.Contains(ids, a.ID) {
			there = append(there, a.ID)
		}
	}
	return there, nil
}

// ofQuery reads a refusal of a search. What it says of a place is made to fit the
// query as its owner wrote it, which is a part of what was asked.
func (c *connector) ofQuery(err error, query string) error {
	var he *hub.Error
	if !errors.As(web.Hidden(err), &he) || he.Code != hub.NotFound && he.Code != hub.Invalid {
		return err
	}
	whole := c.watched(query)
	before := utf8.RuneCountInString(whole[:strings.Index(whole, "("+query+")")+1])
	message := placePattern().ReplaceAllStringFunc(he.Message, func(s string) string {
		m := placePattern().FindStringSubmatch(s)
		at, err := strconv.Atoi(m[1])
		if err != nil || at <= before || at-before > utf8.RuneCountInString(query)+1 {
			return "" // within what we put around it, or behind it
		}
		return " (character " + itoa(at-before) + ")"
	})
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeConnection, Err: err, Message: "Jira does not take this query: " + message}
}

// placePattern is how Jira says where in a query something is wrong. Ours have one
// line.
var placePattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(` ?\(line 1, character ([0-9]{1,6})\)`) })
