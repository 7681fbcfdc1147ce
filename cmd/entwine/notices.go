package main

import (
	"context"
	"fmt"
	"net/mail"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/notify"
)

func (a *app) noticesCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "notices", Short: "Who hears of faults by mail", Args: noArgs,
		Example: "  entwine notices test\n  entwine notices test ann@example.org",
		Long: "The config says who hears of faults, under node in notices, and for a connection in its notices.\n" +
			"A fault is told once, and once more when it is over; what comes together is told together.",
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.noticesTestCmd())
	return c
}

func (a *app) noticesTestCmd() *cobra.Command {
	return &cobra.Command{
		Use: "test [ADDRESS...]", Short: "Send everybody a mail that only shows that it arrives", Args: cobra.ArbitraryArgs,
		Example: "  entwine notices test\n  entwine notices test ann@example.org",
		Long:    "Sends a mail by the config's server to everybody whom the config names, or to the addresses given.\nThe node may be running meanwhile.",
		RunE:    func(c *cobra.Command, args []string) error { return a.testNotices(c.Context(), args) },
	}
}

// noticed is the answer of a test for one recipient.
type noticed struct {
	To    string `json:"to"`
	Sent  bool   `json:"sent"`
	Error string `json:"error,omitempty"`
}

func (a *app) testNotices(ctx context.Context, to []string) error {
	cfg, err := a.load()
	if err != nil {
		return err
	}
	c := cfg.Node.Notices
	if c.Host == "" {
		return usage("the config says under node in notices neither which server takes mail nor who hears of faults; entwine init shows how")
	}
	if len(to) == 0 {
		for _, r := range node.Recipients(cfg) {
			to = append(to, r.Address)
		}
	}
	if len(to) == 0 {
		return usage("the config names nobody who hears of faults: add to: [ops@example.org], or name an address here")
	}
	for _, address := range to {
		if parsed, err := mail.ParseAddress(address); err != nil || parsed.Address != address {
			return usage("%q is no mail address", address)
		}
	}
	list, failed := make([]noticed, len(to)), 0
	for i, address := range to {
		list[i] = noticed{To: address, Sent: true}
		if err := node.MailServer(c).Send(ctx, notify.Message{Node: cfg.Node.Name, To: address, At: a.now(), Test: true}); err != nil {
			list[i], failed = noticed{To: address, Error: err.Error()}, failed+1
		}
	}
	if a.json {
		err = answerLines(a, list)
	} else {
		for _, l := range list {
			if l.Sent {
				fmt.Fprintf(a.out, "%s took the mail to %s.\n", c.Address(), l.To)
			} else {
				a.note("%s", l.Error)
			}
		}
	}
	switch {
	case err != nil || failed == 0:
		return err
	case failed == len(list):
		return &codeError{code: exitFailed}
	}
	return &codeError{code: exitPartly}
}
