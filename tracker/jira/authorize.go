package jira

import (
	"context"

	"github.com/entwine-sync/entwine/tracker"
)

// Authorize implements tracker.Authorizer, where a person must allow us.
func (c *connector) Authorize(ctx context.Context) (string, func(context.Context, string) error, error) {
	a, ok := c.door.who.(interface {
		authorize(context.Context) (string, func(context.Context, string) error, error)
	})
	if !ok {
		return "", nil, badSetting("auth", "this account is let in by its token or password; there is nothing to allow")
	}
	visit, finish, err := a.authorize(ctx)
	if err != nil {
		return "", nil, err
	}
	return visit, func(ctx context.Context, answer string) error {
		if err := finish(ctx, answer); err != nil {
			return err
		}
		c.door.open()
		return nil
	}, nil
}

// keeperOf is where secrets are kept.
func keeperOf(env tracker.Env) tracker.Keeper {
	if env.Keep != nil {
		return env.Keep
	}
	return &pocket{m: map[string]string{}}
}
