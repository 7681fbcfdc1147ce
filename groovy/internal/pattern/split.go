package pattern

// Split cuts text where the pattern matches, as String.split and
// Pattern.split do. With limit > 0 there are at most limit parts, the last one
// uncut; with limit 0 empty parts at the end are left out; with limit < 0 they
// are kept. An empty match at the begin cuts off nothing, and a text without a
// match is its only part. Each part is told to the budget as the sixteen bytes
// that its string header takes.
func (re *Regex) Split(text string, limit int, budget *Budget) ([]string, error) {
	var parts []string
	m := re.Matcher(text, budget)
	index := 0
	for limit <= 0 || len(parts) < limit-1 {
		found, err := m.Find()
		if err != nil {
			return nil, err
		}
		if !found {
			break
		}
		if m.last == 0 {
			continue
		}
		if err := budget.bytes(16); err != nil {
			return nil, err
		}
		parts = append(parts, text[index:m.first])
		index = m.last
	}
	parts = append(parts, text[index:])
	if limit == 0 && index > 0 {
		for len(parts) > 0 && parts[len(parts)-1] == "" {
			parts = parts[:len(parts)-1]
		}
	}
	return parts, nil
}
