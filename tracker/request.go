package tracker

import "context"

// What a connector says of its requests to the client in Env.HTTP, by marking
// their context.

type requestMark int

const (
	bulk requestMark = iota
	repeatable
	streaming
)

// Bulk marks the requests of ctx as not urgent: those without the mark, on
// which somebody may be waiting, overtake them.
func Bulk(ctx context.Context) context.Context { return context.WithValue(ctx, bulk, true) }

// Repeatable marks the requests of ctx as safe to repeat whatever their method:
// doing them twice is the same as once. A search that is a POST is one.
func Repeatable(ctx context.Context) context.Context { return context.WithValue(ctx, repeatable, true) }

// Streaming exempts the requests of ctx from the limits on size and on the
// whole time, for attachments. The limit on silence remains, so the reader gets
// an error if the line goes dead.
func Streaming(ctx context.Context) context.Context { return context.WithValue(ctx, streaming, true) }

// IsBulk reports whether ctx is marked by Bulk.
func IsBulk(ctx context.Context) bool { return ctx.Value(bulk) != nil }

// IsRepeatable reports whether ctx is marked by Repeatable.
func IsRepeatable(ctx context.Context) bool { return ctx.Value(repeatable) != nil }

// IsStreaming reports whether ctx is marked by Streaming.
func IsStreaming(ctx context.Context) bool { return ctx.Value(streaming) != nil }
