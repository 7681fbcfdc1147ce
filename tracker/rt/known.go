package rt

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// known remembers the queues and how custom fields are defined. They are read
// when they are first needed, and again when something is not among them, but
// not more than once a minute: a name that does not exist asks for it each time.
type known struct {
	c        *connector
	mu       sync.Mutex
	queues   []queue
	fields   []definition
	inQueues map[string]queueFields // by the number of the queue
	choice   map[string]choice      // what can be chosen in a field, by its number
	readQ    time.Time
	readF    time.Time
	me       string   // our login
	turn     web.Turn // of whoever reads lists: at the start many need the same
	turnQ    web.Turn // of whoever reads the fields of a queue, perhaps in the turn above
}

const freshFor = time.Minute

// queueFields are the custom fields of a queue.
type queueFields struct {
	fields []definition
	read   time.Time
}

type choice struct {
	values []string
	read   time.Time
}

func (k *known) fresh(read time.Time) bool {
	age := k.c.now().Sub(read)
	return !read.IsZero() && age >= 0 && age < freshFor
}

// queue finds one by what is is true of.
func (k *known) queue(ctx context.Context, is func(queue) bool) (queue, bool, error) {
	k.mu.Lock()
	list, read := k.queues, k.readQ
	k.mu.Unlock()
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i], true, nil
	}
	if k.fresh(read) {
		return queue{}, false, nil
	}
	end, err := k.turn.Take(ctx)
	if err != nil {
		return queue{}, false, err
	}
	defer end()
	k.mu.Lock()
	list, again := k.queues, k.readQ
	k.mu.Unlock()
	if !again.Equal(read) { // somebody else read them while we waited
		i := slices.IndexFunc(list, is)
		if i < 0 {
			return queue{}, false, nil
		}
		return list[i], true, nil
	}
	list, err = all[queue](ctx, k.c, "/queues/all", url.Values{"fields": {"Name,Lifecycle"}})
	if err != nil {
		return queue{}, false, err
	}
	k.mu.Lock()
	k.queues, k.readQ = list, k.c.now()
	k.mu.Unlock()
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i], true, nil
	}
	return queue{}, false, nil
}

// all reads a list of few things whole.
func all[T any](ctx context.Context, c *connector, path string, q url.Values) ([]T, error) {
	var list []T
	q.Set("per_page", id(mostListed))
	for page := int64(1); ; page++ {
		q.Set("page", id(page))
		var out listing[T]
		if _, err := c.get(ctx, path, q, &out); err != nil {
			return nil, err
		}
		list = append(list, out.Items...)
		if last := out.Total != nil && int64(len(list)) >= *out.Total; last || len(out.Items) == 0 {
			return list, nil
		}
	}
}

func (k *known) queueNamed(ctx context.Context, field, name string) (queue, error) {
	q, ok, err := k.queue(ctx, func(q queue) bool { return string(q.Name) == name })
	if err == nil && !ok {
		hint := ""
		if near, ok, _ := k.queue(ctx, func(q queue) bool { return strings.EqualFold(string(q.Name), name) }); ok { // what it says is worth no second error
			hint = "; is " + quote(string(near.Name)) + " meant?"
		}
		err = invalid(field, "the account sees no queue "+quote(name)+hint)
	}
	return q, err
}

// watched are the queues of the settings; none: all.
func (k *known) watched(ctx context.Context) ([]queue, error) {
	var list []queue
	for _, name := range k.c.queues {
		q, ok, err := k.queue(ctx, func(q queue) bool { return string(q.Name) == name })
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, badSetting("queues", "the account sees no queue with the name "+quote(name))
		}
		list = append(list, q)
	}
	return list, nil
}

// priorities are words for numbers.
type priorities []struct {
	word   string
	number int64
}

func readPriorities(s string) (priorities, error) {
	var p priorities
	for pair := range strings.SplitSeq(s, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		word, digits, ok := strings.Cut(pair, "=")
		n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 32)
		if word = strings.TrimSpace(word); !ok || err != nil || word == "" || n < 0 {
			return nil, badSetting("priorities", "words and numbers from 0 on are wanted: "+stockPriorities)
		}
		p = append(p, struct {
			word   string
			number int64
		}{word, n})
	}
	return p, nil
}

// word is how a priority is shown.
func (p priorities) word(t text) string {
	n, err := strconv.ParseInt(string(t), 10, 64)
	if err != nil {
		return string(t) // a word that RT took as it came, on databases that allow it
	}
	for _, w := range p {
		if w.number == n {
			return w.word
		}
	}
	return id(n)
}

// number is how RT is told of a priority, and how it shows again.
func (p priorities) number(field string, v hub.Value) (int64, hub.Value, error) {
	s, isText := v.(string)
	if n, ok := v.(hub.Number); ok {
		s, isText = string(n), true
	}
	if isText {
		for _, w := range p {
			if w.word == s {
				return w.number, s, nil
			}
		}
		// The number that a word stands for would be shown as the word.
		if n, err := strconv.ParseInt(s, 10, 32); err == nil && n >= 0 && p.word(text(s)) == s {
			return n, s, nil
		}
	}
	var words []string
	for _, w := range p {
		words = append(words, w.word)
	}
	return 0, nil, invalid(field, "RT has the priorities "+strings.Join(words, ", ")+", and numbers that have no word")
}
