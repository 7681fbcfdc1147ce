package hub

import (
	"errors"
	"time"
)

// Error is a foreseeable failure. It says what went wrong, how much must stop
// because of it, and whether waiting helps; the queue alone decides what to do.
type Error struct {
	Code    Code          `json:"code"`
	Scope   Scope         `json:"scope"`
	Field   string        `json:"field,omitempty"`   // the field a tracker or rule refused
	RetryIn time.Duration `json:"retryIn,omitempty"` // the tracker's own advice; zero: back off
	Message string        `json:"message"`           // for the owner, no secrets
	Detail  string        `json:"-"`                 // for the owner's fault page: stack, sample; no secrets
	Err     error         `json:"-"`                 // for the log
}

// Code classifies an Error.
type Code string

// The codes, from the table in docs/architecture.md.
const (
	NotFound    Code = "not_found"   // there is none, or it is hidden from us
	Invalid     Code = "invalid"     // the tracker or a rule refused the content
	Denied      Code = "denied"      // credentials or rights
	Conflict    Code = "conflict"    // it moved on since we read it
	Busy        Code = "busy"        // rate limit or overload
	Unreachable Code = "unreachable" // no answer: an effect asked for may or may not have happened
	Script      Code = "script"      // a rule failed
	Held        Code = "held"        // the guard waits for the owner's word
	Internal    Code = "internal"    // a bug of ours
)

// Scope is the smallest thing that must pause.
type Scope string

// The scopes, smallest first.
const (
	ScopeIssue      Scope = "issue"
	ScopeConnection Scope = "connection" // shown as "relation" level
	ScopePeer       Scope = "peer"       // the other node; shown as "instance" level
	ScopeTracker    Scope = "tracker"    // our own tracker; shown as "instance" level
	ScopeNode       Scope = "node"
)

func (e *Error) Error() string { return string(e.Code) + ": " + e.Message }

// Unwrap returns the error for the log.
func (e *Error) Unwrap() error { return e.Err }

// AsError returns err as an *Error, wrapping an unknown one as internal.
func AsError(err error) *Error {
	var e *Error
	if err == nil || errors.As(err, &e) {
		return e
	}
	return &Error{Code: Internal, Scope: ScopeIssue, Message: "internal error", Err: err}
}

// CodeOf returns the code of err, or "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	return AsError(err).Code
}

// Passing reports whether the failure is expected to heal by itself.
func (c Code) Passing() bool { return c == Busy || c == Unreachable }
