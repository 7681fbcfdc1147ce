package source

import (
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// startPostgres starts a server of its own in a folder of its own and gives its
// address; the test is skipped where there is none.
func startPostgres(t *testing.T) string {
	t.Helper()
	if u := os.Getenv("ENTWINE_TEST_POSTGRES"); u != "" {
		return u
	}
	tools, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // Debian's place, not on PATH
	if p, err := exec.LookPath("initdb"); err == nil {
		tools = append(tools, p)
	}
	if len(tools) == 0 {
		t.Skip("no PostgreSQL server here: there is no initdb, and ENTWINE_TEST_POSTGRES names none")
	}
	bin := filepath.Dir(tools[len(tools)-1])
	// A socket's path may have some hundred bytes: shorter than a test's folder.
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	as := &syscall.SysProcAttr{}
	if os.Getuid() == 0 { // as which it refuses to run
		uid := 65534 // nobody's
		if u, err := user.Lookup("postgres"); err == nil {
			uid, _ = strconv.Atoi(u.Uid)
		}
		if err := os.Chown(dir, uid, -1); err != nil {
			t.Skipf("no PostgreSQL server here: it does not run as root, and %v", err)
		}
		as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(os.Getgid())}
	}
	run := func(name string, args ...string) error {
		c := exec.Command(filepath.Join(bin, name), args...)
		c.Dir, c.SysProcAttr = dir, as
		c.Env = append(os.Environ(), "HOME="+dir, "LC_ALL=C")
		log, err := os.Create(filepath.Join(dir, name+".out"))
		if err != nil {
			return err
		}
		defer log.Close()
		c.Stdout, c.Stderr = log, log // a pipe would be held open by the server
		if err := c.Run(); err != nil {
			b, _ := os.ReadFile(log.Name())
			t.Logf("%s: %s", name, b)
			return err
		}
		return nil
	}
	data := filepath.Join(dir, "data")
	if err := run("initdb", "-D", data, "-A", "trust", "-U", "reader", "--no-sync"); err != nil {
		t.Skipf("no PostgreSQL server here: initdb: %v", err)
	}
	if err := run("pg_ctl", "-D", data, "-w", "-l", filepath.Join(dir, "log"), "-o", "-h '' -k "+dir+" -c fsync=off", "start"); err != nil {
		t.Skipf("no PostgreSQL server here: pg_ctl: %v", err)
	}
	t.Cleanup(func() {
		if err := run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"); err != nil {
			t.Error(err)
		}
	})
	return "postgres://reader@/postgres?" + url.Values{"host": {dir}}.Encode()
}
