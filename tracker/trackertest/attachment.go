package trackertest

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing/iotest"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func attachmentChecks() []check {
	list := []check{
		{topic: "attachments", name: "bytes come back as they went", run: func(x *trial) {
			ref := x.create(nil)
			b := noise(10_000)
			x.showsFile(ref, x.attach(ref, "noise.bin", b), "noise.bin", b)
		}},
		{topic: "attachments", name: "five megabytes in small pieces", run: func(x *trial) {
			ref := x.create(nil)
			b := noise(5 << 20)
			r, err := x.attacher().AddAttachment(x.ctx(), writeTo(ref), described("big.bin", b), iotest.HalfReader(bytes.NewReader(b)))
			x.ok(err, "attach")
			x.showsFile(ref, r.ID, "big.bin", b)
		}},
		{topic: "attachments", name: "an empty file", run: func(x *trial) {
			ref := x.create(nil)
			r, err := x.attacher().AddAttachment(x.ctx(), writeTo(ref), described("empty.txt", nil), strings.NewReader(""))
			if err != nil {
				x.refused(err, "attach an empty file", hub.Invalid)
				return
			}
			x.showsFile(ref, r.ID, "empty.txt", nil)
		}},
		{topic: "attachments", name: "names of all the world", run: func(x *trial) {
			ref := x.create(nil)
			for _, name := range []string{"Grüße.txt", "日本語.txt", "a b.txt", "a'b.txt", "a;b=c.txt", "100%.txt", "no-extension", "😀.png", "a.tar.gz"} {
				x.showsFile(ref, x.attach(ref, name, []byte(name)), name, []byte(name))
			}
		}},
		{topic: "attachments", name: "the same name twice is two files", run: func(x *trial) {
			ref := x.create(nil)
			one, two := x.attach(ref, "same.txt", []byte("one")), x.attach(ref, "same.txt", []byte("two"))
			x.showsFile(ref, one, "same.txt", []byte("one"))
			x.showsFile(ref, two, "same.txt", []byte("two"))
			if n := len(x.get(ref).Attachments); n != 2 || one == two {
				x.Errorf("%d attachments with ids %s and %s, want two", n, one, two)
			}
		}},
		{topic: "attachments", name: "nothing is stored if the bytes break off", run: attachBroken},
		{topic: "attachments", name: "touches nothing else", run: func(x *trial) {
			ref := x.full()
			before := x.get(ref)
			x.attach(ref, "a.txt", []byte("a"))
			x.untouched(before, x.get(ref), "attachments")
		}},
		{topic: "attachments", name: "what is kept stays as it was made", needs: keeps("attachments", true), run: func(x *trial) {
			ref := x.create(nil)
			id := x.attach(ref, "one.txt", []byte("one"))
			_, err := x.attacher().DropAttachment(x.ctx(), writeTo(ref), id)
			x.keeps("attachments", err)
			x.showsFile(ref, id, "one.txt", []byte("one"))
		}},
		{topic: "attachments", name: "one is taken out, the others stay", needs: keeps("attachments", false), run: func(x *trial) {
			ref := x.create(nil)
			one, two := x.attach(ref, "one.txt", []byte("one")), x.attach(ref, "two.txt", []byte("two"))
			_, err := x.attacher().DropAttachment(x.ctx(), writeTo(ref), one)
			x.ok(err, "drop an attachment")
			x.showsFile(ref, two, "two.txt", []byte("two"))
			if n := len(x.get(ref).Attachments); n != 1 {
				x.Errorf("%d attachments left, want 1", n)
			}
		}},
		{topic: "attachments", name: "missing issue or attachment", run: func(x *trial) {
			ref, c := x.create(nil), x.attacher()
			_, err := c.AddAttachment(x.ctx(), writeTo(missing), hub.Attachment{Name: "a"}, strings.NewReader("a"))
			x.refused(err, "attach to a missing issue", hub.NotFound)
			_, err = c.DropAttachment(x.ctx(), writeTo(ref), missing.ID)
			x.refused(err, "drop a missing attachment", hub.NotFound)
			if rc, err := c.OpenAttachment(x.ctx(), ref, missing.ID); err == nil {
				_, err = io.ReadAll(rc)
				x.refused(err, "read a missing attachment", hub.NotFound)
			} else {
				x.refused(err, "open a missing attachment", hub.NotFound)
			}
		}},
		{topic: "attachments", name: "carries a mark", needs: marks("attachments"), run: func(x *trial) {
			ref, mark := x.create(nil), x.mark()
			_, err := x.attacher().AddAttachment(x.ctx(), tracker.Write{Ref: ref, Mark: mark}, hub.Attachment{Name: "a.txt"}, strings.NewReader("a"))
			x.ok(err, "attach with a mark")
			if l := x.get(ref).Attachments; len(l) != 1 || l[0].Mark != mark {
				x.Errorf("the attachments are %+v, want one with mark %s", l, mark)
			}
		}},
	}
	return given(list, can[tracker.Attacher]("Attacher"))
}

func (x *trial) attacher() tracker.Attacher { return x.c.(tracker.Attacher) }

func described(name string, b []byte) hub.Attachment {
	return hub.Attachment{Name: name, Size: int64(len(b)), Digest: hub.DigestOf(b)}
}

// noise returns bytes that are the same each time and do not compress.
func noise(n int) []byte {
	r := rand.NewChaCha8([32]byte{1})
	b := make([]byte, n)
	_, _ = r.Read(b) // never fails
	return b
}

// attach uploads a file and returns its id.
func (x *trial) attach(ref hub.Ref, name string, b []byte) string {
	x.Helper()
	r, err := x.attacher().AddAttachment(x.ctx(), writeTo(ref), described(name, b), bytes.NewReader(b))
	x.ok(err, "attach "+name)
	if r.ID == "" {
		x.Fatalf("AddAttachment answered without the id of the attachment: %+v", r)
	}
	return r.ID
}

// showsFile wants an attachment to be listed and to have these bytes.
func (x *trial) showsFile(ref hub.Ref, id, name string, b []byte) {
	x.Helper()
	for _, a := range x.get(ref).Attachments {
		if a.ID != id {
			continue
		}
		want, _ := x.c.Canon("attachments", map[string]hub.Value{"name": name}).(map[string]hub.Value)
		if want["name"] != a.Name {
			x.Errorf("the name is %q, want %q", a.Name, want["name"])
		}
		if a.Size != int64(len(b)) || a.Digest != "" && a.Digest != hub.DigestOf(b) {
			x.Errorf("%s is said to have %d bytes, digest %q; it has %d, %s", name, a.Size, a.Digest, len(b), hub.DigestOf(b))
		}
		rc, err := x.attacher().OpenAttachment(x.ctx(), ref, id)
		x.ok(err, "open "+name)
		got, err := io.ReadAll(rc)
		x.ok(err, "read "+name)
		if !bytes.Equal(got, b) {
			x.Errorf("%s came back with %d other bytes, %d went in", name, len(got), len(b))
		}
		x.ok(rc.Close(), "close "+name)
		return
	}
	x.Errorf("attachment %s (%s) is not listed", id, name)
}

func attachBroken(x *trial) {
	ref := x.create(nil)
	b := noise(100_000)
	torn := errors.New("the source broke off")
	_, err := x.attacher().AddAttachment(x.ctx(), writeTo(ref), described("torn.bin", b),
		io.MultiReader(bytes.NewReader(b[:60_000]), iotest.ErrReader(torn)))
	var e *hub.Error
	if err == nil || !errors.As(err, &e) {
		x.Errorf("attach from a source that breaks off: %v, want a *hub.Error", err)
	}
	x.wait(x.habits().Longest)
	if l := x.get(ref).Attachments; len(l) != 0 {
		x.Errorf("stored all the same: %+v", l)
	}
}
