package trackertest

import (
	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func linkChecks() []check {
	list := []check{
		{topic: "links", name: "to another issue", run: func(x *trial) {
			ref, to := x.full(), x.create(nil)
			before := x.get(ref)
			l := hub.Link{Type: x.s.LinkType, To: to}
			x.link(ref, l)
			is := x.get(ref)
			if len(is.Links) != 1 || is.Links[0].To.ID != to.ID || is.Links[0].Type != l.Type {
				x.Fatalf("the links are %+v, want %+v", is.Links, l)
			}
			x.untouched(before, is, "links")
			_, err := x.linker().DropLink(x.ctx(), writeTo(ref), is.Links[0])
			x.ok(err, "drop the link as it was read")
			if is := x.get(ref); len(is.Links) != 0 {
				x.Errorf("left are %+v", is.Links)
			}
		}},
		{topic: "links", name: "to an address", run: func(x *trial) {
			ref := x.create(nil)
			l := hub.Link{Type: x.s.LinkType, URL: "https://example.org/a?b=c&d=e", Title: "an example"}
			if _, err := x.linker().AddLink(x.ctx(), writeTo(ref), l); err != nil {
				x.refused(err, "link to an address", hub.Invalid)
				return
			}
			if is := x.get(ref); len(is.Links) != 1 || is.Links[0].URL != l.URL {
				x.Errorf("the links are %+v, want %+v", is.Links, l)
			}
		}},
		{topic: "links", name: "one is taken out, the others stay", run: func(x *trial) {
			ref, a, b := x.create(nil), x.create(nil), x.create(nil)
			x.link(ref, hub.Link{Type: x.s.LinkType, To: a})
			x.link(ref, hub.Link{Type: x.s.LinkType, To: b})
			_, err := x.linker().DropLink(x.ctx(), writeTo(ref), hub.Link{Type: x.s.LinkType, To: a})
			x.ok(err, "drop a link by what it says")
			if is := x.get(ref); len(is.Links) != 1 || is.Links[0].To.ID != b.ID {
				x.Errorf("left are %+v, want the one to %s", is.Links, b.ID)
			}
		}},
		{topic: "links", name: "missing ends", run: func(x *trial) {
			ref, to := x.create(nil), x.create(nil)
			_, err := x.linker().AddLink(x.ctx(), writeTo(missing), hub.Link{Type: x.s.LinkType, To: to})
			x.refused(err, "link from a missing issue", hub.NotFound)
			_, err = x.linker().AddLink(x.ctx(), writeTo(ref), hub.Link{Type: x.s.LinkType, To: missing})
			x.refused(err, "link to a missing issue", hub.Invalid, hub.NotFound)
			_, err = x.linker().DropLink(x.ctx(), writeTo(ref), hub.Link{Type: x.s.LinkType, To: to})
			x.refused(err, "drop a missing link", hub.NotFound)
		}},
	}
	return given(list, can[tracker.Linker]("Linker"))
}

func (x *trial) linker() tracker.Linker { return x.c.(tracker.Linker) }

func (x *trial) link(ref hub.Ref, l hub.Link) {
	x.Helper()
	_, err := x.linker().AddLink(x.ctx(), writeTo(ref), l)
	x.ok(err, "link")
}
