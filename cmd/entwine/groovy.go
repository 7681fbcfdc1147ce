package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/groovy"
)

// mostSource bounds what is read of a script: the longest rule in the field has
// some hundred lines.
const mostSource = 4 << 20

func (a *app) groovyCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "groovy", Short: "Try scripts in the language of rules", Args: cobra.NoArgs,
		Example: "  entwine groovy run hello.groovy",
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.groovyRunCmd(), a.groovyCheckCmd())
	return c
}

func (a *app) groovyRunCmd() *cobra.Command {
	return &cobra.Command{
		Use: "run FILE", Short: "Run a script and print what it prints", Args: cobra.ExactArgs(1),
		Long: "Runs a Groovy script in the sandbox that rules run in: no file, network, thread or process is in reach.\n" +
			"An exception that nobody catches is printed with file, line and column, and the exit code is 1. A script that\n" +
			"does not compile prints nothing of its own, and the exit code is 2.",
		Example: "  entwine groovy run hello.groovy",
		RunE:    func(c *cobra.Command, args []string) error { return a.runScript(c.Context(), args[0]) },
	}
}

func (a *app) runScript(ctx context.Context, file string) error {
	script, err := compileFile(file)
	if err != nil {
		return a.compileFailed(err)
	}
	out := bufio.NewWriter(a.out)
	_, err = script.Run(ctx, &groovy.Env{
		Stdout: out, Now: a.now, Rand: rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())),
	})
	if ferr := out.Flush(); err == nil && ferr != nil {
		return ferr
	}
	if err == nil {
		return nil
	}
	var re *groovy.RunError
	if errors.As(err, &re) {
		fmt.Fprintln(a.err, re.Report())
	} else {
		fmt.Fprintln(a.err, err)
	}
	return &codeError{exitFailed, nil}
}

func (a *app) groovyCheckCmd() *cobra.Command {
	return &cobra.Command{
		Use: "check FILE...", Short: "Compile scripts without running them", Args: cobra.MinimumNArgs(1),
		Long:    "Compiles each script and prints one line for each error; the exit code is 2 if there is any.",
		Example: "  entwine groovy check rules/*.groovy",
		RunE: func(_ *cobra.Command, args []string) error {
			var failed error
			for _, file := range args {
				if _, err := compileFile(file); err != nil {
					failed = a.compileFailed(err)
				}
			}
			return failed
		},
	}
}

// compileFile compiles the script in a file; what is wrong with the script is
// groovy.CompileErrors.
func compileFile(file string) (*groovy.Script, error) {
	src, err := readScript(file)
	if err != nil {
		return nil, err
	}
	return groovy.Compile(file, src, nil)
}

func readScript(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close() // it was only read
	src, err := io.ReadAll(io.LimitReader(f, mostSource+1))
	if err != nil {
		return "", err
	}
	if len(src) > mostSource {
		return "", fmt.Errorf("%s is longer than %d bytes: that is no script", file, mostSource)
	}
	return string(src), nil
}

// compileFailed prints what is wrong with a script, a line each. Any other
// error, as of a file that is not there, is printed as such.
func (a *app) compileFailed(err error) error {
	var list groovy.CompileErrors
	if !errors.As(err, &list) {
		a.complain(err)
	} else {
		for _, e := range list {
			fmt.Fprintln(a.err, e)
		}
	}
	return &codeError{exitUsage, nil}
}
