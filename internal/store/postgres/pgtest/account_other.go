//go:build !unix

package pgtest

import "os/exec"

func account() (*owner, string) { return nil, "PostgreSQL is started on Unix only" }

func (*owner) run(*exec.Cmd) {}
