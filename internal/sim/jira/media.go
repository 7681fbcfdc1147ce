package jira

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/richtext"
)

// Documents of the cloud name a picture by the identity that its bytes have in the
// media service. The interface tells it in one place only: in the address that it
// leads to whoever reads the attachment.

// newMedia is an identity as the media service gives them.
func newMedia() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // it never fails
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// media finds a file by that identity.
func (s *Site) media(id string) *file {
	for _, f := range s.files {
		if f.Media == id {
			return f
		}
	}
	return nil
}

func mediaID(media obj) string {
	attrs, _ := media["attrs"].(obj)
	return text(attrs["id"])
}

// unknownMedia refuses a document that shows a file that nobody has.
func (s *Site) unknownMedia(doc any) (why string) {
	richtext.EachMedia(doc, func(media, _ obj) {
		if s.media(mediaID(media)) == nil {
			why = "ATTACHMENT_VALIDATION_ERROR"
		}
	})
	return why
}

// depict makes a document of markup. Pictures are those of the issue's files that
// are there by now, the newest of a name; the names of others stay as text.
func (s *Site) depict(i *issue, markup string) string {
	return richtext.WriteADF(richtext.MapImages(richtext.ReadJira(markup), func(img richtext.Image) richtext.Inline {
		if !img.Attachment {
			return img
		}
		for _, id := range slices.Backward(i.Files) {
			if f := s.files[id]; f.Name == img.Target {
				img.Target, img.Alt = f.Media, f.Name
				return img
			}
		}
		return richtext.Text{Value: "!" + img.Target + "!"}
	}))
}

// captioned is a document whose pictures have the names of their files.
func (s *Site) captioned(t string) string {
	var doc any
	if !strings.Contains(t, `"media`) || json.Unmarshal([]byte(t), &doc) != nil {
		return t
	}
	richtext.EachMedia(doc, func(media, _ obj) {
		if f := s.media(mediaID(media)); f != nil {
			media["attrs"].(obj)["__fileName"] = f.Name
		}
	})
	b, err := json.Marshal(doc)
	if err != nil {
		return t
	}
	return string(b)
}

// orphans takes away the files that the texts of an issue showed and no longer do,
// as the cloud does with those that came to it through its editor.
func (s *Site) orphans(i *issue) (items []obj) {
	if !s.cloud() {
		return nil
	}
	var now []string
	look := func(v any) {
		t, isText := v.(string)
		var doc any
		if isText && strings.Contains(t, `"media`) && json.Unmarshal([]byte(t), &doc) == nil {
			richtext.EachMedia(doc, func(media, _ obj) { now = append(now, mediaID(media)) })
		}
	}
	for _, v := range i.Values {
		look(v)
	}
	for _, cm := range i.Comments {
		look(cm.Body)
	}
	for _, w := range i.Worklogs {
		look(w.Text)
	}
	before := i.depicted
	i.depicted = now
	for _, id := range before {
		if f := s.media(id); f != nil && !slices.Contains(now, id) {
			items = append(items, s.dropFile(i, f))
		}
	}
	return items
}
