package rule

import (
	"context"
	"slices"

	"github.com/entwine-sync/entwine/hub"
)

// GeneralLink is the type of a link that says least, and stands for those that a
// tracker does not have.
const GeneralLink = "relates"

// MergeLinks brings the told links between synced issues into w: those that are
// new against the previous message are added, those that are told no more are
// taken out. types are the ones that can be made here; a link of another type
// becomes a general one, or none.
func MergeLinks(ctx context.Context, w *hub.Issue, in In, types []string) error {
	added, err := linksHere(ctx, in, without(in.Replica.Links, in.Previous.Links), types)
	if err != nil {
		return err
	}
	for _, l := range added {
		// A general one may be what the other side made of ours.
		there := func(k hub.Link) bool { return sameLink(k, l) || l.Type == GeneralLink && k.To.ID == l.To.ID }
		if !slices.ContainsFunc(w.Links, there) {
			w.Links = append(w.Links, l)
		}
	}
	dropped, err := linksHere(ctx, in, without(in.Previous.Links, in.Replica.Links), types)
	w.Links = without(w.Links, dropped)
	return err
}

func sameLink(a, b hub.Link) bool { return a.Type == b.Type && a.To.ID == b.To.ID && a.URL == b.URL }

// without gives the links of l that are not among those.
func without(l, those []hub.Link) []hub.Link {
	return slices.DeleteFunc(slices.Clone(l), func(k hub.Link) bool {
		return slices.ContainsFunc(those, func(o hub.Link) bool { return sameLink(k, o) })
	})
}

// linksHere gives links of theirs as they are here, leaving out what there is not.
func linksHere(ctx context.Context, in In, theirs []hub.Link, types []string) ([]hub.Link, error) {
	var l []hub.Link
	for _, k := range theirs {
		typ := k.Type
		if !slices.Contains(types, typ) {
			typ = GeneralLink
		}
		to, ok, err := in.Tools.LocalOf(ctx, k.To.ID)
		if err != nil {
			return nil, err
		}
		if ok && slices.Contains(types, typ) {
			l = append(l, hub.Link{Type: typ, To: to})
		}
	}
	return l, nil
}
