package rt

import "testing"

// A query for a value is TicketSQL in which the value means itself.
func TestQuery(t *testing.T) {
	t.Parallel()
	c := &connector{}
	for _, x := range [][3]string{
		{"summary", `it's`, `Subject = 'it\'s'`}, {"Their key", `ACME-7`, `'CF.{Their key}' = 'ACME-7'`}, {"a}b", "x", ""},
	} {
		if q, err := c.Query(t.Context(), x[0], x[1]); q != x[2] || (err != nil) != (q == "") {
			t.Errorf("%s %s: got %s, want %s", x[0], x[1], q, x[2])
		}
	}
}
