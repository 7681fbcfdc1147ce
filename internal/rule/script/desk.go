package script

import "context"

// Desk is what the helpers of a rule can ask for. One answers from a case (see
// package trial), another from the tracker that the node is connected to. All
// answers are records under the names of the kinds' members. Errors that are a
// *hub.Error keep their scope; the others stop the connection.
type Desk interface {
	// Find looks one thing of the tracker up: what is a kind (user, project,
	// status, option ...), by says which members it must have. nil if there is
	// none.
	Find(ctx context.Context, what string, by map[string]string) (map[string]any, error)
	// Make makes something that items of the tracker can refer to, a version
	// perhaps, or finds the one of that name. It is an effect.
	Make(ctx context.Context, what string, of map[string]any) (map[string]any, error)
	// Twin returns the key object of our item that is synced with an item of the
	// other side, given by id or by key.
	Twin(ctx context.Context, id, key string) (map[string]any, error)
	// UnderSync tells whether one of our items is synced, over the connection of
	// that name or any.
	UnderSync(ctx context.Context, id, connection string) (bool, error)
	// HTTP asks the connected tracker with the node's credentials. Anything but
	// GET and HEAD is an effect.
	HTTP(ctx context.Context, q Request) (Response, error)
	// Store creates or updates the item at once and returns its id and key.
	Store(ctx context.Context, item map[string]any) (map[string]any, error)
	// URL is the address of tracker, remoteTracker, remoteIssue, node, remoteNode.
	URL(of string) string
}

// A Neighbour is a Desk of a local connection.
type Neighbour interface {
	// Other is the item of the other side, by the short name of that side; nil
	// if there is none yet, or the other side is another node's.
	Other(ctx context.Context) (name string, item map[string]any, err error)
}

// Request is one call of httpClient.
type Request struct {
	Method, Path string
	Query        map[string][]string
	Header       map[string][]string
	Body         string
}

// Response is the tracker's answer.
type Response struct {
	Code   int
	Header map[string][]string
	Body   string
	// Value stands for the parsed body of an answer that nobody recorded: it
	// gives something plausible whatever is asked of it.
	Value any
}
