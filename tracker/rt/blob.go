package rt

import (
	"bufio"
	"encoding/base64"
	"errors"
	"io"

	"github.com/entwine-sync/entwine/hub"
)

// blob reads the bytes of an attachment out of the JSON that RT sends it in: the
// base64 of the value named Content of the outer object, wherever it stands
// there. It holds a few kilobytes at a time, however large the file is.
type blob struct {
	io.Reader
	body io.Closer
}

func newBlob(body io.ReadCloser) *blob {
	return &blob{base64.NewDecoder(base64.StdEncoding, &content{r: bufio.NewReader(body)}), body}
}

func (b *blob) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	var corrupt base64.CorruptInputError
	if errors.As(err, &corrupt) {
		err = badBlob("what should be base64 is not")
	}
	return n, err
}

func (b *blob) Close() error { return b.body.Close() }

func badBlob(why string) error {
	return &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "RT's answer with an attachment cannot be read: " + why}
}

// content is the text of that value, without its escapes and line ends.
type content struct {
	r     *bufio.Reader
	found bool
	ended bool
}

// deepest bounds how far objects in an answer lie within each other.
const deepest = 100

func (c *content) Read(p []byte) (int, error) {
	if !c.found {
		if err := c.find(); err != nil {
			return 0, err
		}
		c.found = true
	}
	n := 0
	for n < len(p) && !c.ended {
		b, err := c.r.ReadByte()
		if err != nil {
			return n, cut(err)
		}
		switch b {
		case '"':
			c.ended = true
			if err := c.rest(); err != nil {
				return n, err
			}
		case '\\':
			if b, err = c.r.ReadByte(); err != nil {
				return n, cut(err)
			}
			switch b {
			case 'n', 'r', 't':
			case '/':
				p[n] = '/'
				n++
			default:
				return n, badBlob("what should be base64 is not")
			}
		case '\n', '\r':
		default:
			p[n] = b
			n++
		}
	}
	if n == 0 && c.ended {
		return 0, io.EOF
	}
	return n, nil
}

// cut says that an answer ended too early, in the words of whoever knows why.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return badBlob("it breaks off")
	}
	return err
}

// rest makes sure that the answer is whole: what follows the value is read to
// its end.
func (c *content) rest() error {
	depth := 1
	for {
		b, err := c.r.ReadByte()
		if err != nil {
			return cut(err)
		}
		switch b {
		case '"':
			if _, err := c.skipText(nil); err != nil {
				return err
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return nil
			}
		}
	}
}

// find reads up to the beginning of the value. One that is null is no file.
func (c *content) find() error {
	depth := 0
	name := make([]byte, 0, 16)
	isName := false // the next text in the outer object is a name
	for {
		b, err := c.r.ReadByte()
		if err != nil {
			return cut(err)
		}
		switch b {
		case '{', '[':
			if depth++; depth > deepest {
				return badBlob("it is nested too deep")
			}
			isName = depth == 1 && b == '{'
		case '}', ']':
			if depth--; depth <= 0 {
				return badBlob("it has no content")
			}
		case ',':
			isName = depth == 1
		case '"':
			if depth == 1 && !isName && string(name) == "Content" {
				return nil
			}
			read, err := c.skipText(name[:0])
			if err != nil {
				return err
			}
			if depth == 1 && isName {
				name, isName = read, false
			}
		}
	}
}

// skipText reads to the end of a text and keeps its beginning, as far as there is
// room for it.
func (c *content) skipText(keep []byte) ([]byte, error) {
	for {
		b, err := c.r.ReadByte()
		if err != nil {
			return keep, cut(err)
		}
		switch b {
		case '"':
			return keep, nil
		case '\\':
			if _, err := c.r.ReadByte(); err != nil {
				return keep, cut(err)
			}
			b = '\\'
		}
		if len(keep) < cap(keep) {
			keep = append(keep, b)
		}
	}
}
