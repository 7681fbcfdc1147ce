package syntax

// tooHigh finds a node below which the tree is higher than limit; nil if
// there is none. It goes no deeper than that itself.
func tooHigh(n Node, limit int) Node {
	if limit == 0 {
		return n
	}
	var found Node
	children(n, func(c Node) bool {
		found = tooHigh(c, limit-1)
		return found == nil
	})
	return found
}
