package httplink

import (
	"net/http"
	"time"
)

// What a partner may ask of us. Each bound holds before anything is parsed.
const (
	maxPacked    = 4 << 20  // bytes of a body as it travels
	maxBody      = 16 << 20 // unpacked: the largest issue a tracker of ours gives, ten times over
	maxDepth     = 64       // of nested lists and maps: rules make ten at most
	maxBatch     = 100      // envelopes in one delivery
	batchBytes   = 1 << 20  // a batch ends with the envelope that passes this
	maxHeader    = 16 << 10
	maxEnded     = 1000 // agreements of two nodes that were ended
	maxWishes    = 8    // attachments asked of one partner at a time
	mostSessions = 8    // of one partner: it restarts, and lives in several processes at most for a moment
	atOnce       = 32   // requests of one partner at work, long polls apart
	strangers    = 16   // requests of nodes that we do not know at work

	ratePerSecond = 200 // requests of one partner; each may bring a whole batch
	rateBurst     = 400
	// paceShare is what of the partner's patience messages may take: the rest is
	// for greetings and the pieces of attachments, which are not held back.
	paceShare     = 0.75
	strangerRate  = 10 // requests a second of all nodes that we do not know
	strangerBurst = 40

	// clockWindow is how far apart the clocks of two nodes may be: a quarter of an
	// hour, since machines without a time service drift by minutes. What was said
	// before is not refused by its age but by session and number, so a wide window
	// costs nothing.
	clockWindow = 15 * time.Minute

	sessionLife  = 10 * time.Minute // then a new hello, which tells of new keys and addresses
	longPoll     = 25 * time.Second // below the thirty at which proxies give up
	awayAfter    = 10 * time.Second // a node that polls and has not for so long is away
	bodyWithin   = 30 * time.Second // a batch arrives within
	answerWithin = 40 * time.Second // an answer begins within; a batch is stored within a second
	chunkWithin  = 30 * time.Second // each piece of an attachment moves within
	chunkSize    = 256 << 10        // such a piece: slower than 9 kB/s counts as standing still
	silence      = 10 * time.Second // a connection is silent before it is asked whether it is there, and may take to answer
	blobTries    = 5                // breaks without a byte in between, or chunks in a row that took too long, before a transfer is given up
)

// Server is an HTTP server with the bounds of this package.
func Server(h http.Handler) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 90 * time.Second, MaxHeaderBytes: maxHeader, HTTP2: alive()}
}

// alive finds connections that something on the way forgot without a word, as
// routers do: HTTP/2 would go on using one for as long as TCP hopes, a quarter of
// an hour.
func alive() *http.HTTP2Config {
	return &http.HTTP2Config{SendPingTimeout: silence, PingTimeout: silence}
}
