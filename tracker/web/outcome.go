package web

import (
	"context"
	"errors"

	"github.com/entwine-sync/entwine/hub"
)

// Hidden makes a refusal to show something what the contract takes it for: that
// there is none. Other errors stay.
func Hidden(err error) error {
	var he *hub.Error
	if errors.As(err, &he) && he.Code == hub.Denied && he.Scope == hub.ScopeConnection {
		return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "there is none, or the account may not see it", Err: err}
	}
	return err
}

// Unseen is a failure to read after a write that was answered with success: the
// outcome is not known, whatever the reason. nil and a cancelled context stay.
func Unseen(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return &hub.Error{
		Code: hub.Unreachable, Scope: hub.ScopeIssue, Err: err,
		Message: "written, but it cannot be read again: " + hub.AsError(err).Message,
	}
}
