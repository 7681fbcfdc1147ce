package groovy

// The order in which a sort compares is Java's: a comparator that prints, or
// that contradicts itself, shows it.

// shortSort is up to where a list is sorted by insertion alone.
const shortSort = 32

// minGallop is how often in a row one run must win before larger steps are tried.
const minGallop = 7

// mergeSort is a stable sort whose comparison may fail and which ends whatever
// the comparison says: runs that are there already are found, made at least so
// long by insertion, and merged.
func mergeSort[T any](t *thread, a []T, compare func(x, y T) (int, error)) error {
	if len(a) < 2 {
		return nil
	}
	if err := t.alloc(16 * len(a)); err != nil {
		return err
	}
	s := &sorter[T]{a: a, gallop: minGallop}
	s.less = func(x, y T) (int, error) {
		if err := t.step(); err != nil {
			return 0, err
		}
		return compare(x, y)
	}
	s.broken = func() error {
		return t.throw(classIllegalArgument, "Comparison method violates its general contract!")
	}
	return s.sort()
}

type sorter[T any] struct {
	a      []T
	less   func(x, y T) (int, error)
	broken func() error
	gallop int
	runs   []run
}

type run struct{ base, n int }

func (s *sorter[T]) sort() error {
	n := len(s.a)
	if n < shortSort {
		k, err := s.ascend(0, n)
		if err != nil {
			return err
		}
		return s.insert(0, n, k)
	}
	// The smallest length of a run, so that their number is a power of two or just below.
	least, odd := n, 0
	for least >= shortSort {
		odd |= least & 1
		least >>= 1
	}
	least += odd
	for from := 0; from < n; {
		k, err := s.ascend(from, n)
		if err != nil {
			return err
		}
		if k < least {
			to := min(n-from, least)
			if err := s.insert(from, from+to, from+k); err != nil {
				return err
			}
			k = to
		}
		s.runs = append(s.runs, run{from, k})
		if err := s.collapse(false); err != nil {
			return err
		}
		from += k
	}
	return s.collapse(true)
}

// ascend gives the length of the run at lo; one that descends is turned round.
func (s *sorter[T]) ascend(lo, hi int) (int, error) {
	if lo+1 == hi {
		return 1, nil
	}
	c, err := s.less(s.a[lo+1], s.a[lo])
	if err != nil {
		return 0, err
	}
	down := c < 0
	i := lo + 2
	for ; i < hi; i++ {
		c, err := s.less(s.a[i], s.a[i-1])
		if err != nil {
			return 0, err
		}
		if c < 0 != down {
			break
		}
	}
	if down {
		for l, r := lo, i-1; l < r; l, r = l+1, r-1 {
			s.a[l], s.a[r] = s.a[r], s.a[l]
		}
	}
	return i - lo, nil
}

// insert sorts lo to hi, of which all before start are in order.
func (s *sorter[T]) insert(lo, hi, start int) error {
	for ; start < hi; start++ {
		pivot := s.a[start]
		l, r := lo, start
		for l < r {
			mid := int(uint(l+r) >> 1)
			c, err := s.less(pivot, s.a[mid])
			if err != nil {
				return err
			}
			if c < 0 {
				r = mid
			} else {
				l = mid + 1
			}
		}
		copy(s.a[l+1:start+1], s.a[l:start])
		s.a[l] = pivot
	}
	return nil
}

// collapse merges runs until each is longer than the two that follow together;
// all of them if it is the end.
func (s *sorter[T]) collapse(all bool) error {
	for len(s.runs) > 1 {
		n := len(s.runs) - 2
		r := s.runs
		switch {
		case all:
			if n > 0 && r[n-1].n < r[n+1].n {
				n--
			}
		case n > 0 && r[n-1].n <= r[n].n+r[n+1].n || n > 1 && r[n-2].n <= r[n].n+r[n-1].n:
			if r[n-1].n < r[n+1].n {
				n--
			}
		case r[n].n > r[n+1].n:
			return nil
		}
		if err := s.mergeAt(n); err != nil {
			return err
		}
	}
	return nil
}

func (s *sorter[T]) mergeAt(i int) error {
	x, y := s.runs[i], s.runs[i+1]
	s.runs[i].n += y.n
	s.runs = append(s.runs[:i+1], s.runs[i+2:]...)
	// What of the first run is before the second stays, and what of the second is behind the first.
	k, err := s.after(s.a[y.base], s.a[x.base:x.base+x.n], 0)
	if err != nil {
		return err
	}
	x.base += k
	x.n -= k
	if x.n == 0 {
		return nil
	}
	y.n, err = s.before(s.a[x.base+x.n-1], s.a[y.base:y.base+y.n], y.n-1)
	if err != nil || y.n == 0 {
		return err
	}
	if x.n <= y.n {
		return s.mergeLow(x.base, x.n, y.n)
	}
	return s.mergeHigh(x.base, x.n, y.n)
}

// before gives where key belongs in a, left of its equals, looking from hint on
// in growing steps.
func (s *sorter[T]) before(key T, a []T, hint int) (int, error) {
	return s.seek(a, hint, func(e T) (bool, error) {
		c, err := s.less(key, e)
		return c > 0, err
	})
}

// after gives where key belongs in a, right of its equals.
func (s *sorter[T]) after(key T, a []T, hint int) (int, error) {
	return s.seek(a, hint, func(e T) (bool, error) {
		c, err := s.less(key, e)
		return c >= 0, err
	})
}

// seek gives the first place of a whose element is not left of the key.
func (s *sorter[T]) seek(a []T, hint int, left func(T) (bool, error)) (int, error) {
	last, step := 0, 1
	right, err := left(a[hint])
	if err != nil {
		return 0, err
	}
	most := hint + 1
	if right {
		most = len(a) - hint
	}
	for step < most {
		at := hint - step
		if right {
			at = hint + step
		}
		l, err := left(a[at])
		if err != nil {
			return 0, err
		}
		if l != right {
			break
		}
		last = step
		step = step<<1 + 1
	}
	step = min(step, most)
	lo, hi := hint-step, hint-last
	if right {
		lo, hi = hint+last, hint+step
	}
	for lo++; lo < hi; {
		mid := lo + int(uint(hi-lo)>>1)
		l, err := left(a[mid])
		if err != nil {
			return 0, err
		}
		if l {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return hi, nil
}

// mergeLow merges two runs that touch; the first, the shorter one, is put aside.
func (s *sorter[T]) mergeLow(base, n1, n2 int) error {
	tmp := append([]T(nil), s.a[base:base+n1]...)
	a := s.a
	c1, c2, dest := 0, base+n1, base
	a[dest] = a[c2]
	dest, c2, n2 = dest+1, c2+1, n2-1
	rest := func(err error) error {
		switch {
		case err != nil:
			copy(a[dest:], tmp[c1:c1+n1])
			return err
		case n1 == 1 && n2 > 0:
			copy(a[dest:], a[c2:c2+n2])
			a[dest+n2] = tmp[c1]
		case n1 == 0:
			return s.broken()
		default:
			copy(a[dest:], tmp[c1:c1+n1])
		}
		return nil
	}
	if n2 == 0 || n1 == 1 {
		return rest(nil)
	}
	gallop := s.gallop
	for {
		won1, won2 := 0, 0
		for won1|won2 < gallop {
			c, err := s.less(a[c2], tmp[c1])
			if err != nil {
				return rest(err)
			}
			if c < 0 {
				a[dest] = a[c2]
				dest, c2, n2 = dest+1, c2+1, n2-1
				won1, won2 = 0, won2+1
				if n2 == 0 {
					s.gallop = max(gallop, 1)
					return rest(nil)
				}
			} else {
				a[dest] = tmp[c1]
				dest, c1, n1 = dest+1, c1+1, n1-1
				won1, won2 = won1+1, 0
				if n1 == 1 {
					s.gallop = max(gallop, 1)
					return rest(nil)
				}
			}
		}
		for {
			var err error
			if won1, err = s.after(a[c2], tmp[c1:c1+n1], 0); err != nil {
				return rest(err)
			}
			if won1 != 0 {
				copy(a[dest:], tmp[c1:c1+won1])
				dest, c1, n1 = dest+won1, c1+won1, n1-won1
				if n1 <= 1 {
					s.gallop = max(gallop, 1)
					return rest(nil)
				}
			}
			a[dest] = a[c2]
			dest, c2, n2 = dest+1, c2+1, n2-1
			if n2 == 0 {
				s.gallop = max(gallop, 1)
				return rest(nil)
			}
			if won2, err = s.before(tmp[c1], a[c2:c2+n2], 0); err != nil {
				return rest(err)
			}
			if won2 != 0 {
				copy(a[dest:], a[c2:c2+won2])
				dest, c2, n2 = dest+won2, c2+won2, n2-won2
				if n2 == 0 {
					s.gallop = max(gallop, 1)
					return rest(nil)
				}
			}
			a[dest] = tmp[c1]
			dest, c1, n1 = dest+1, c1+1, n1-1
			if n1 == 1 {
				s.gallop = max(gallop, 1)
				return rest(nil)
			}
			gallop--
			if won1 < minGallop && won2 < minGallop {
				break
			}
		}
		gallop = max(gallop, 0) + 2
	}
}

// mergeHigh is mergeLow from the other end, where the second run is the shorter.
func (s *sorter[T]) mergeHigh(base, n1, n2 int) error {
	a := s.a
	tmp := append([]T(nil), a[base+n1:base+n1+n2]...)
	c1, c2, dest := base+n1-1, n2-1, base+n1+n2-1
	a[dest] = a[c1]
	dest, c1, n1 = dest-1, c1-1, n1-1
	rest := func(err error) error {
		switch {
		case err != nil:
			copy(a[dest-(n2-1):], tmp[:n2])
			return err
		case n2 == 1 && n1 > 0:
			dest, c1 = dest-n1, c1-n1
			copy(a[dest+1:dest+1+n1], a[c1+1:c1+1+n1])
			a[dest] = tmp[c2]
		case n2 == 0:
			return s.broken()
		default:
			copy(a[dest-(n2-1):], tmp[:n2])
		}
		return nil
	}
	if n1 == 0 || n2 == 1 {
		return rest(nil)
	}
	gallop := s.gallop
	for {
		won1, won2 := 0, 0
		for won1|won2 < gallop {
			c, err := s.less(tmp[c2], a[c1])
			if err != nil {
				return rest(err)
			}
			if c < 0 {
				a[dest] = a[c1]
				dest, c1, n1 = dest-1, c1-1, n1-1
				won1, won2 = won1+1, 0
				if n1 == 0 {
					s.gallop = max(gallop, 1)
					return rest(nil)
				}
			} else {
				a[dest] = tmp[c2]
				dest, c2, n2 = dest-1, c2-1, n2-1
				won1, won2 = 0, won2+1
				if n2 == 1 {
					s.gallop = max(gallop, 1)
					return rest(nil)
				}
			}
		}
		for {
			k, err := s.after(tmp[c2], a[base:base+n1], n1-1)
			if err != nil {
				return rest(err)
			}
			if won1 = n1 - k; won1 != 0 {
				dest, c1, n1 = dest-won1, c1-won1, n1-won1
				copy(a[dest+1:dest+1+won1], a[c1+1:c1+1+won1])
				if n1 == 0 {
					s.gallop = max(gallop, 1)
					return rest(nil)
				}
			}
			a[dest] = tmp[c2]
			dest, c2, n2 = dest-1, c2-1, n2-1
			if n2 == 1 {
				s.gallop = max(gallop, 1)
				return rest(nil)
			}
			if k, err = s.before(a[c1], tmp[:n2], n2-1); err != nil {
				return rest(err)
			}
			if won2 = n2 - k; won2 != 0 {
				dest, c2, n2 = dest-won2, c2-won2, n2-won2
				copy(a[dest+1:dest+1+won2], tmp[c2+1:c2+1+won2])
				if n2 <= 1 {
					s.gallop = max(gallop, 1)
					return rest(nil)
				}
			}
			a[dest] = a[c1]
			dest, c1, n1 = dest-1, c1-1, n1-1
			if n1 == 0 {
				s.gallop = max(gallop, 1)
				return rest(nil)
			}
			gallop--
			if won1 < minGallop && won2 < minGallop {
				break
			}
		}
		gallop = max(gallop, 0) + 2
	}
}
