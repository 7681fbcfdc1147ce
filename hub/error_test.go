package hub

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestAsError(t *testing.T) {
	busy := &Error{Code: Busy, Scope: ScopeTracker, Message: "slow down", Err: io.EOF}
	if got := AsError(fmt.Errorf("get issue 7: %w", busy)); got != busy {
		t.Errorf("wrapped: got %v", got)
	}
	if got := AsError(nil); got != nil {
		t.Errorf("nil: got %v", got)
	}
	got := AsError(io.ErrUnexpectedEOF)
	if got.Code != Internal || got.Scope != ScopeIssue || !errors.Is(got, io.ErrUnexpectedEOF) {
		t.Errorf("unknown: got %+v", got)
	}
	if strings.Contains(got.Error(), "EOF") {
		t.Errorf("what is for the log is shown to the owner: %s", got)
	}
	if !errors.Is(fmt.Errorf("x: %w", busy), io.EOF) {
		t.Error("the error for the log cannot be found")
	}
}

func TestCodeOf(t *testing.T) {
	for _, c := range []struct {
		err  error
		want Code
	}{
		{nil, ""},
		{io.EOF, Internal},
		{&Error{Code: Denied}, Denied},
		{errors.Join(io.EOF, fmt.Errorf("x: %w", &Error{Code: Held})), Held},
	} {
		if got := CodeOf(c.err); got != c.want {
			t.Errorf("%v: got %q, want %q", c.err, got, c.want)
		}
	}
}

func TestOnlyBusyAndUnreachablePass(t *testing.T) {
	for _, c := range []Code{NotFound, Invalid, Denied, Conflict, Busy, Unreachable, Script, Held, Internal} {
		if got, want := c.Passing(), c == Busy || c == Unreachable; got != want {
			t.Errorf("%s: got %v, want %v", c, got, want)
		}
	}
}

func TestAnErrorOnTheWireHoldsNoDetail(t *testing.T) {
	b, err := json.Marshal(&Error{Code: Script, Scope: ScopeIssue, Message: "m", Detail: "secret stack", Err: errors.New("secret")})
	if err != nil || strings.Contains(string(b), "secret") {
		t.Errorf("got %s, %v", b, err)
	}
}
