package config

import (
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// sources reads the databases that rules may read.
func (r *reader) sources(c *Config, top *mapping) {
	all := top.child("sources")
	all.each(func(name string, n *yaml.Node) {
		m := r.mapping(n, join(all.path, name), "source "+name)
		c.Sources = append(c.Sources, m.source(name))
		m.end()
	})
	slices.SortFunc(c.Sources, func(a, b Source) int { return strings.Compare(a.Name, b.Name) })
}

func (m *mapping) source(name string) Source {
	s := Source{Name: name, Kind: m.oneOf("kind", "sqlite", "postgresql")}
	s.Timeout = m.duration("timeout", 10*time.Millisecond, time.Minute)
	s.Rows = m.int("rows", "", 1, 100_000)
	if s.Kind == "sqlite" {
		s.Path, _ = m.text("path")
		if s.Path == "" {
			m.missing("path", "source "+name+" names no file; give its path")
		}
		s.Path = m.r.beside(s.Path)
		return s
	}
	if v, ok := m.text("url"); ok {
		s.URL, _ = m.reveal("url", v)
	} else {
		m.missing("url", "source "+name+" has no url: postgres://user@host/database")
	}
	if v, ok := m.text("password"); ok {
		s.Password, _ = m.reveal("password", v)
	}
	return s
}
