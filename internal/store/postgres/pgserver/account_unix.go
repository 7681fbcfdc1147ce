//go:build unix

package pgserver

import (
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// account finds whom the server may run as: it refuses to run as root. nil is
// ourselves.
func account() (as *owner, why string) {
	if os.Getuid() != 0 {
		return nil, ""
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, "PostgreSQL does not run as root, and there is no user postgres"
	}
	uid, uerr := strconv.Atoi(u.Uid)
	gid, gerr := strconv.Atoi(u.Gid)
	if uerr != nil || gerr != nil {
		return nil, "the user postgres has no ordinary id"
	}
	return &owner{uid, gid}, ""
}

// run has a command run under the account.
func (as *owner) run(c *exec.Cmd) {
	if as != nil {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(as.uid), Gid: uint32(as.gid)}}
	}
}
