package groovy

// A List is any of Java's lists and queues that keep elements in a row. It is
// not for several goroutines.
type List struct {
	class *Class
	*row
	fixed listMode
	order any // the comparator of a PriorityQueue
}

// A row is the elements of a list and of the lists that wrap it.
type row struct {
	items []any
	// changes counts what Java's modCount counts, so that changing a list
	// while walking over it is found out.
	changes int
}

type listMode uint8

const (
	listOpen      listMode = iota
	listFixedSize          // Arrays.asList: elements may be set
	listReadOnly
)

// NewList makes an ArrayList that holds items; the slice belongs to it.
func NewList(items ...any) *List { return listOf(classArrayList, items) }

func newList(items []any) *List { return listOf(classArrayList, items) }

// listOf makes a list of some class that holds items; the slice belongs to it.
func listOf(c *Class, items []any) *List {
	// One piece of memory for both.
	l := &struct {
		List
		own row
	}{}
	l.class, l.own.items = c, items
	l.row = &l.own
	return &l.List
}

// fixedList is listOf for one that cannot be changed, or not in length.
func fixedList(c *Class, items []any, mode listMode) *List {
	l := listOf(c, items)
	l.fixed = mode
	return l
}

// Len is the number of elements.
func (l *List) Len() int { return len(l.items) }

// At is the element at i, which must be there.
func (l *List) At(i int) any { return l.items[i] }

// Append adds elements at the end, whatever kind of list this is.
func (l *List) Append(v ...any) {
	l.items = append(l.items, v...)
	l.changes++
}

// Items is the elements themselves, to be read only.
func (l *List) Items() []any { return l.items }

// mayResize is asked before elements come or go.
func (l *List) mayResize(t *thread) error {
	if l.fixed != listOpen {
		return t.throw(classUnsupported, "")
	}
	l.changes++
	return nil
}

// maySet is asked before an element is replaced.
func (l *List) maySet(t *thread) error {
	if l.fixed == listReadOnly {
		return t.throw(classUnsupported, "")
	}
	return nil
}

func (l *List) add(t *thread, v any) error {
	if l.fixed != listOpen {
		return t.throw(classUnsupported, "")
	}
	if err := t.alloc(16); err != nil {
		return err
	}
	l.changes++
	l.items = append(l.items, v)
	if l.class == classPriorityQueue {
		return l.siftUp(t)
	}
	return nil
}

// siftUp keeps a PriorityQueue's heap, exactly as Java lays it out.
func (l *List) siftUp(t *thread) error {
	k := len(l.items) - 1
	x := l.items[k]
	for k > 0 {
		p := (k - 1) / 2
		c, err := t.compareBy(l.order, x, l.items[p])
		if err != nil {
			return err
		}
		if c >= 0 {
			break
		}
		l.items[k] = l.items[p]
		k = p
	}
	l.items[k] = x
	return nil
}

// insert puts values before position i, which is within the list.
func (l *List) insert(t *thread, i int, v ...any) error {
	if err := l.mayResize(t); err != nil {
		return err
	}
	if err := t.alloc(16 * len(v)); err != nil {
		return err
	}
	if err := t.charge(1 + (len(l.items)-i)/64); err != nil {
		return err
	}
	l.items = append(l.items, v...)
	copy(l.items[i+len(v):], l.items[i:len(l.items)-len(v)])
	copy(l.items[i:], v)
	return nil
}

// removeAt takes out the element at i, which is within the list.
func (l *List) removeAt(t *thread, i int) (any, error) {
	if err := l.mayResize(t); err != nil {
		return nil, err
	}
	if err := t.charge(1 + (len(l.items)-i)/64); err != nil {
		return nil, err
	}
	v := l.items[i]
	if i == 0 {
		l.items[0] = nil
		l.items = l.items[1:]
		return v, nil
	}
	copy(l.items[i:], l.items[i+1:])
	l.items[len(l.items)-1] = nil
	l.items = l.items[:len(l.items)-1]
	return v, nil
}

// poll takes the head of a PriorityQueue.
func (l *List) poll(t *thread) (any, error) {
	n := len(l.items) - 1
	head, x := l.items[0], l.items[n]
	l.changes++
	l.items[n] = nil
	l.items = l.items[:n]
	if n == 0 {
		return head, nil
	}
	k := 0
	for k < n/2 {
		c := 2*k + 1
		if c+1 < n {
			d, err := t.compareBy(l.order, l.items[c], l.items[c+1])
			if err != nil {
				return nil, err
			}
			if d > 0 {
				c++
			}
		}
		d, err := t.compareBy(l.order, x, l.items[c])
		if err != nil {
			return nil, err
		}
		if d <= 0 {
			break
		}
		l.items[k] = l.items[c]
		k = c
	}
	l.items[k] = x
	return head, nil
}
