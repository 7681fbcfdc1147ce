package format

import "strings"

// ToPattern is a pattern that makes the format what it is.
func (d *DecimalFormat) ToPattern(limit int) (string, error) {
	w := &writer{limit: limit}
	d.halfPattern(w, d.positive)
	plain := d.positive
	plain.prefix.pattern = "'-" + plain.prefix.pattern
	plain.prefix.text = d.symbols.Minus + plain.prefix.text
	if d.negative != plain {
		w.byte(patternSeparator)
		d.halfPattern(w, d.negative)
	}
	if w.err != nil {
		return "", w.err
	}
	return string(w.b), nil
}

func (d *DecimalFormat) halfPattern(w *writer, a affixes) {
	a.prefix.write(w)
	count := max(d.groupingSize, d.integers.least) + 1
	if d.exponential {
		count = d.integers.most
	}
	if !w.room(int64(count)) || !w.room(int64(d.fractions.most)) {
		return
	}
	for i := count; i > 0; i-- {
		if i != count && d.GroupingUsed && d.groupingSize != 0 && i%d.groupingSize == 0 {
			w.byte(patternGroup)
		}
		if i <= d.integers.least {
			w.byte(patternZero)
		} else {
			w.byte(patternDigit)
		}
	}
	if d.fractions.most > 0 || d.SeparatorShown {
		w.byte(patternDecimal)
	}
	w.repeat(patternZero, int64(d.fractions.least))
	w.repeat(patternDigit, int64(d.fractions.most-d.fractions.least))
	if d.exponential {
		w.byte(patternExponent)
		w.repeat(patternZero, int64(d.leastExponent))
	}
	a.suffix.write(w)
}

// write is the affix as a pattern has it, quoted where it must be.
func (a affix) write(w *writer) {
	if a.literal {
		writeQuoted(w, a.text)
		return
	}
	rest := a.pattern
	for rest != "" {
		plain, special, found := strings.Cut(rest, "'")
		if plain != "" {
			writeQuoted(w, plain)
		}
		if !found {
			return
		}
		in := []rune(special)
		n := 1
		w.rune(in[0])
		switch {
		case in[0] == patternQuote:
			w.rune(patternQuote)
		case in[0] == patternCurrency && len(in) > 1 && in[1] == patternCurrency:
			w.rune(patternCurrency)
			n++
		}
		rest = string(in[n:])
	}
}

func writeQuoted(w *writer, s string) {
	quote := strings.ContainsAny(s, "0,.%‰#;-¤")
	if quote {
		w.byte(patternQuote)
	}
	w.str(strings.ReplaceAll(s, "'", "''"))
	if quote {
		w.byte(patternQuote)
	}
}
