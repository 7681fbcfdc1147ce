package secret

import (
	"crypto/rand"
	"encoding/base64"
)

// TokenBytes is the strength of a token when nothing else is asked for: 32 bytes
// are beyond guessing and fit a cookie, a header and a line of text.
const TokenBytes = 32

// Token returns n random bytes as base64url without padding, fit for URLs,
// headers and file names. With n below 16, which could be guessed, it uses
// TokenBytes. It cannot fail: the system's random source ends the program
// rather than give too little.
func Token(n int) string {
	if n < 16 {
		n = TokenBytes
	}
	b := make([]byte, n)
	_, _ = rand.Read(b) // documented never to return an error
	return base64.RawURLEncoding.EncodeToString(b)
}
