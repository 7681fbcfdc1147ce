//go:build !unix

package pgserver

import "os/exec"

func account() (*owner, string) { return nil, "PostgreSQL is started on Unix only" }

func (*owner) run(*exec.Cmd) {}
