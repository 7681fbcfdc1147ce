//go:build unix

package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// childEnv makes the test binary play a process of its own: what to do, a
// colon, the folder of the store.
const childEnv = "ENTWINE_STORE_CHILD"

func TestMain(m *testing.M) {
	what, dir, _ := strings.Cut(os.Getenv(childEnv), ":")
	switch what {
	case "write":
		writeForEver(dir)
	case "limit":
		writeAtLimit(dir)
	default:
		os.Exit(m.Run())
	}
}

func child(what, dir string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+what+":"+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

// writeForEver stores events from several goroutines and says so on stdout, a
// line for each, once it is told that they are durable.
func writeForEver(dir string) {
	s, err := Open(context.Background(), dir, Options{})
	if err != nil {
		panic(err)
	}
	var wg sync.WaitGroup
	for c := range 8 {
		wg.Go(func() {
			for i := 0; ; i++ {
				k := hub.EndKey{Pair: hub.PairID(fmt.Sprintf("%d-%d-%d", os.Getpid(), c, i)), Side: hub.Initiator}
				err := s.Update(context.Background(), func(tx store.Tx) error {
					ev := &hub.Event{ID: hub.EventID(k.Pair), EndKey: k, State: hub.Waiting}
					return errors.Join(tx.Ends().Put(benchEnd(3<<10, k)), tx.Events().Put(ev))
				})
				if err != nil {
					panic(err)
				}
				fmt.Println(k.Pair) // one write call, so lines do not mix
			}
		})
	}
	wg.Wait()
}

// What was acknowledged is there after the process was killed, whenever that
// was, and the file is whole.
func TestUpdate_survives_a_kill(t *testing.T) {
	dir := t.TempDir()
	var acknowledged []string
	for round := range 5 {
		cmd := child("write", dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			acknowledged = append(acknowledged, lines.Text())
			if n == 50+37*round { // then go on reading what it still said
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := cmd.Wait(); err == nil {
			t.Fatal("the child ended by itself")
		}
		checkAcknowledged(t, dir, acknowledged)
	}
}

func checkAcknowledged(t *testing.T, dir string, pairs []string) {
	t.Helper()
	s := openIn(t, dir)
	defer s.Close()
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	err := s.View(t.Context(), func(tx store.Tx) error {
		for _, p := range pairs {
			if _, err := tx.Ends().Get(hub.EndKey{Pair: hub.PairID(p), Side: hub.Initiator}); err != nil {
				return err
			}
			if _, err := tx.Events().Get(hub.EventID(p)); err != nil {
				return err
			}
		}
		events, err := tx.Events().Counts("")
		if err != nil {
			return err
		}
		ends, err := tx.Ends().Count(store.EndQuery{})
		if events[hub.Waiting] != ends {
			t.Errorf("%d events and %d ends: half an update was stored", events[hub.Waiting], ends)
		}
		return err
	})
	if err != nil {
		t.Errorf("of %d acknowledged: %v", len(pairs), err)
	}
}

// writeAtLimit runs into an error of the disk at commit, which a limit on the
// size of files gives, and goes on when the limit is gone.
func writeAtLimit(dir string) {
	signal.Ignore(syscall.SIGXFSZ) // then the write fails instead
	s, err := Open(context.Background(), dir, Options{})
	if err != nil {
		panic(err)
	}
	var old syscall.Rlimit
	if err := errors.Join(putMeta(s, "before", "v"), syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old)); err != nil {
		panic(err)
	}
	low := old
	low.Cur = uint64(s.Stats().Log) + 10_000 // room for two more pages of the log, not for the group
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &low); err != nil {
		panic(err)
	}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() { fmt.Println("at the limit:", putMeta(s, fmt.Sprint("key", i), strings.Repeat("z", 20_000))) })
	}
	wg.Wait()
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		panic(err)
	}
	fmt.Println("afterwards:", errors.Join(putMeta(s, "after", "v"), s.Close()))
}

func TestUpdate_survives_a_disk_that_refuses_the_commit(t *testing.T) {
	dir := t.TempDir()
	out, err := child("limit", dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	text := string(out)
	if strings.Count(text, "at the limit: internal: the disk refused") != 4 || !strings.Contains(text, "afterwards: <nil>") {
		t.Errorf("the child said:\n%s", text)
	}
	s := open(t, dir)
	for k, want := range map[string]string{"before": "v", "after": "v", "key0": "", "key1": "", "key2": "", "key3": ""} {
		if got := getMeta(t, s, k); got != want {
			t.Errorf("%s has %d bytes, want %q", k, len(got), want)
		}
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
