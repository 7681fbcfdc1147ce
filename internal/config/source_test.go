package config

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const withSources = `
trackers:
  acme: {kind: markdown, path: acme}
sources:
  crm: {kind: postgresql, url: "postgres://reader@db/crm", password: "${CRM}", timeout: 2s, rows: 50}
  codes: {kind: sqlite, path: codes.db}
`

func TestSources(t *testing.T) {
	t.Parallel()
	c, ps := parse(t, withSources, "CRM=hunter2")
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	want := []Source{
		{Name: "codes", Kind: "sqlite", Path: "codes.db"},
		{Name: "crm", Kind: "postgresql", URL: "postgres://reader@db/crm", Password: "hunter2", Timeout: 2 * time.Second, Rows: 50},
	}
	if len(c.Sources) != 2 || c.Sources[0] != want[0] || c.Sources[1] != want[1] {
		t.Errorf("sources are %v", c.Sources)
	}
	for _, s := range []string{fmt.Sprint(c.Sources), fmt.Sprintf("%#v", c.Sources), fmt.Sprintf("%+v", *c)} {
		if strings.Contains(s, "hunter2") || strings.Contains(s, "postgres://") {
			t.Errorf("a secret shows in %s", s)
		}
	}
}

func TestSourcesWithMistakes(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"x: {kind: postgresql}":     "source x has no url",
		"x: {kind: sqlite}":         "source x names no file",
		"x: {}":                     "source x names no file",
		"x: {kind: oracle, url: y}": "oracle",
		"x: {kind: sqlite, path: a.db, tmeout: 1s}":            "did you mean",
		"x: {kind: postgresql, url: \"${NO_SUCH}\"}":           "which is not set",
		"x: {kind: sqlite, path: a.db, rows: 0}":               "rows",
		"x: {kind: sqlite, path: a.db, timeout: 2h}":           "timeout",
		"x: {kind: sqlite, path: a.db, url: postgres://y@z/a}": "url",
	} {
		_, ps := parse(t, "trackers:\n  acme: {kind: markdown, path: acme}\nsources:\n  "+line+"\n")
		if !strings.Contains(ps.Error(), want) || !strings.Contains(ps.Error(), "entwine.yaml:4:") {
			t.Errorf("%s\ngot   %v\nwants %s", line, ps, want)
		}
	}
}
