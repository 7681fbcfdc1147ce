package memtracker

import (
	"slices"
	"sort"
	"strconv"

	"github.com/entwine-sync/entwine/hub"
)

// newer returns the entries behind an id.
func newer(log []hub.HistoryItem, after string) ([]hub.HistoryItem, error) {
	if after != "" {
		if _, err := strconv.ParseUint(after, 10, 64); err != nil {
			return nil, invalid("", "there is no change "+after)
		}
		// Ids grow, so the place is found without reading a long log.
		log = log[sort.Search(len(log), func(i int) bool {
			return hub.Rev(log[i].ID).Compare(hub.Rev(after)) > 0
		}):]
	}
	out := slices.Clone(log)
	for i := range out {
		by := *out[i].By
		out[i].By = &by
	}
	return out, nil
}
