package config

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// The environment overrides the file: ENTWINE_NODE_DATA is node.data, and
// ENTWINE_TRACKERS_ACME_FOLDER is the setting folder of the tracker acme.

const (
	nodePrefix    = "ENTWINE_NODE_"
	trackerPrefix = "ENTWINE_TRACKERS_"
)

// environment is what is set, by name.
func environment(list []string) map[string]string {
	env := make(map[string]string, len(list))
	for _, kv := range list {
		if name, value, ok := strings.Cut(kv, "="); ok {
			env[name] = value
		}
	}
	return env
}

// envName is a name as it stands in environment variables.
func envName(name string) string { return strings.ToUpper(strings.ReplaceAll(name, "-", "_")) }

// overrides puts what the environment says about a map over what the file says.
// Variables that another, longer prefix claims are left alone.
func (m *mapping) overrides(prefix string, others []string) {
	for _, name := range sortedKeys(m.r.env) {
		key, ok := strings.CutPrefix(name, prefix)
		if !ok || key == "" || m.r.env[name] == "" || slices.ContainsFunc(others, func(o string) bool {
			return len(o) > len(prefix) && strings.HasPrefix(name, o)
		}) {
			continue
		}
		key = strings.ToLower(key)
		n := &yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Value: m.r.env[name], HeadComment: envMark + name}
		if m.key[key] == nil {
			m.keys = append(m.keys, key)
		}
		m.key[key], m.value[key] = n, n
		m.r.places[join(m.path, key)] = m.r.place(n)
		m.r.used = append(m.r.used, name)
	}
}

// envMark in a node's comment says that the node is no part of the file.
const envMark = "environment variable "

// unusedEnv reports variables that name a tracker that is not there.
func (r *reader) unusedEnv(trackers []string) {
	for _, name := range sortedKeys(r.env) {
		rest, ok := strings.CutPrefix(name, trackerPrefix)
		if !ok || r.env[name] == "" || slices.Contains(r.used, name) {
			continue
		}
		names := make([]string, len(trackers))
		for i, t := range trackers {
			names[i] = envName(t)
		}
		word, _, _ := strings.Cut(rest, "_")
		r.problems = append(r.problems, Problem{Place{File: envMark + name}, "",
			"it names no tracker of the config" + didYouMean(word, names)})
	}
}
