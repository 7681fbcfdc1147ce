package jira

import "slices"

// readVisibility reads to whom a comment or a work log is to be shown, nil for
// everybody, and says what is wrong with it.
func (s *Site) readVisibility(u *user, in obj) (seen obj, why string) {
	seen, _ = in["visibility"].(obj)
	if len(seen) == 0 || seen["type"] == "" && seen["value"] == "" { // how some clients say that all may see it
		return nil, ""
	}
	return seen, s.badVisibility(u, seen)
}

// badVisibility is what is wrong with whom an account wants to show a comment to,
// "" if nothing.
func (s *Site) badVisibility(u *user, seen obj) string {
	name := text(seen["value"])
	if s.cloud() && name == "" {
		name = text(seen["identifier"])
	}
	switch kind := text(seen["type"]); {
	case seen == nil:
		return ""
	case kind == "role" && !slices.Contains(roleNames, name):
		return "The role '" + name + "' does not exist."
	case kind == "group" && !slices.Contains(u.Groups, name):
		return "You are currently not a member of the group: " + name + "."
	case kind != "role" && kind != "group":
		return "Visibility is by role or by group."
	}
	return ""
}

// shown reports whether an account may see a comment of an issue.
func (s *Site) shown(u *user, i *issue, cm *comment) bool {
	name := text(cm.Visibility["value"])
	switch cm.Visibility["type"] {
	case "role":
		return slices.Contains(i.Project.Members[name], u)
	case "group":
		return slices.Contains(u.Groups, name)
	}
	return true
}
