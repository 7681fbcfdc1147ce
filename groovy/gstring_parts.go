package groovy

// Parts are the texts of a GString's literal and the values between them, one
// fewer, as they were when it was made: for hosts that must not join them, as
// statements for a database.
func (g *GString) Parts() (texts []string, values []any) { return g.texts, g.values }
