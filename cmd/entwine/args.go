package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// What a command is given, in words of our own.

func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		if c.HasSubCommands() {
			return fmt.Errorf("%s has no command %q", c.CommandPath(), args[0])
		}
		return fmt.Errorf("%s takes nothing behind it, not %q", c.CommandPath(), args[0])
	}
	return nil
}

func atMost(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return fmt.Errorf("%s: %q is too much", c.CommandPath(), args[n])
		}
		return nil
	}
}

func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return fmt.Errorf("%s wants %s", c.CommandPath(), what)
		}
		return nil
	}
}
