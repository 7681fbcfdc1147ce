package rule

import "slices"

// Names says what values of the other side are called here, for trackers that
// have the same things under other names. What is not in it has one name on
// both sides.
type Names map[string]map[string][]string // field -> theirs -> ours

// Add notes that what they call theirs is called ours here. Of several, the
// first that was added is the one that is written.
func (n Names) Add(field, theirs, ours string) {
	if n[field] == nil {
		n[field] = map[string][]string{}
	}
	n[field][theirs] = append(n[field][theirs], ours)
}

// here names their value as we do. Where several of ours mean it, the one that
// stands here stays: they cannot have changed what they cannot tell apart.
func (n Names) here(field, theirs, stands string) string {
	ours := n[field][theirs]
	switch {
	case len(ours) == 0:
		return theirs
	case slices.Contains(ours, stands):
		return stands
	}
	return ours[0]
}
