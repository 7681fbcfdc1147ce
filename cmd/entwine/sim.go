package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	simjira "github.com/entwine-sync/entwine/internal/sim/jira"
)

func (a *app) simCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "sim", Short: "A tracker that is none, to try things on", Args: noArgs,
		Example: "  entwine sim jira --dialect server8",
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.simJiraCmd())
	return c
}

func (a *app) simJiraCmd() *cobra.Command {
	var names []string
	for _, d := range simjira.Dialects {
		names = append(names, string(d))
	}
	dialect, port := string(simjira.Cloud), 8090
	c := &cobra.Command{
		Use: "jira", Short: "A simulated Jira on this machine, until Ctrl-C", Args: noArgs,
		Long: "Answers as Jira Cloud or as one of the servers does, as far as this program and most scripts need it. It has the\n" +
			"projects ACME and GLOBEX, keeps everything in memory, and shows its issues on a page where they can be changed.",
		Example: "  entwine sim jira\n  entwine sim jira --dialect server8 --port 8091",
		RunE: func(c *cobra.Command, _ []string) error {
			for _, d := range simjira.Dialects {
				if string(d) == dialect {
					return a.simJira(c.Context(), d, port)
				}
			}
			return &codeError{exitUsage, fmt.Errorf("there is no dialect %q, but %s", dialect, strings.Join(names, ", "))}
		},
	}
	c.Flags().StringVar(&dialect, "dialect", dialect, "whose Jira it is, a `name`: "+strings.Join(names, ", "))
	c.Flags().IntVar(&port, "port", port, "`number` of the port; 0: any that is free")
	return c
}

// simSlow is how long a request to a simulated tracker may take to be read: an
// upload of the largest file over a slow line within one machine.
const simSlow = 2 * time.Minute

func (a *app) simJira(ctx context.Context, d simjira.Dialect, port int) error {
	// This machine alone: its passwords are known to everybody.
	if port < 0 || port > math.MaxUint16 {
		return &codeError{exitUsage, fmt.Errorf("there is no port %d: give one up to %d, or 0 for any that is free", port, math.MaxUint16)}
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return fmt.Errorf("port %d cannot be had; choose another with --port, or 0 for any that is free: %w", port, err)
	}
	address := "http://" + listener.Addr().String()
	site := simjira.New(simjira.Options{Dialect: d, Base: address})
	user := "entwine"
	if d == simjira.Cloud {
		user = "entwine@example.org"
	}
	if a.json {
		err = a.answer(map[string]string{"url": address, "user": user, "token": "entwine-token", "page": address + "/browse/"})
	} else {
		fmt.Fprintf(a.out, "A simulated Jira (%s) is at %s, with the account %s and the token entwine-token.\nIts issues: %s/browse/ Ctrl-C ends it.\n", d, address, user, address)
	}
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	server := &http.Server{Handler: site.Handler(), ReadTimeout: simSlow, ReadHeaderTimeout: simSlow}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
