package test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/internal/notify/mailbox"
)

// noise is what does not pack, the same for the same seed.
func noise(seed uint64, size int) []byte {
	b := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{byte(seed)}).Read(b) // never fails
	return b
}

// each runs a test for an attachment that is fetched, and for one that is brought.
func each(t *testing.T, test func(t *testing.T, from, to *owner, sn *snoop)) {
	t.Parallel()
	eachWith(t, setup{}, test)
}

func eachWith(t *testing.T, s setup, test func(t *testing.T, from, to *owner, sn *snoop)) {
	for _, name := range []string{"fetched by who calls", "brought by who calls"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, b, sn := overheard(t, s)
			a.add("one")
			b.add("two")
			agree(t, a, b, 2)
			if strings.HasPrefix(name, "brought") {
				a, b = b, a
			}
			test(t, a, b, sn)
		})
	}
}

// What broke off goes on from where it came to.
func TestAttachmentThatBreaksOff(t *testing.T) {
	each(t, func(t *testing.T, from, to *owner, sn *snoop) {
		file := noise(1, 400_000)
		broke := 0
		sn.changing(func(c *crossed) {
			if c.blob() && broke < 3 && len(c.body) > 150_000 {
				broke, c.cut = broke+1, 70_000
			}
		})
		from.attach("one", "file.bin", file)
		waitUntil(t, "the attachment", []*owner{from, to}, func() bool { return bytes.Equal(to.attached("one", "file.bin"), file) })
		if broke != 3 {
			t.Errorf("it broke off %d times, want 3", broke)
		}
		var begins []int
		for _, c := range sn.blobs() {
			at := strings.TrimSuffix(strings.TrimPrefix(c.asked.Get("Range"), "bytes="), "-")
			if at == "" {
				at, _, _ = strings.Cut(c.asked.Get("Entwine-Offset"), "/")
			}
			n, _ := strconv.Atoi(at) // none is 0: from the beginning
			begins = append(begins, n)
		}
		for i := 1; i < len(begins); i++ {
			if begins[i] <= begins[i-1] {
				t.Errorf("tries began at %v, want each further on", begins)
				break
			}
		}
		calm(t, from)
	})
}

// Bytes that change on the way are noticed and asked for once more. If they
// change again that is a fault of the issue alone, and trying again mends it.
func TestAttachmentThatArrivesWrong(t *testing.T) {
	t.Parallel()
	box := mailbox.New(t, mailbox.Knobs{})
	notices := fmt.Sprintf("  notices: {server: %q, from: entwine@example.org, to: ops@example.org, wait: 1s, digest: 1s}\n", box.URL())
	eachWith(t, setup{both: notices}, func(t *testing.T, from, to *owner, sn *snoop) {
		told := func(says string) (n int) {
			for _, m := range box.Mails() {
				if strings.Contains(m.Subject, "[Entwine "+to.name+"]") && strings.Contains(m.Text, says) && strings.Contains(m.Text, "twice.bin") {
					n++
				}
			}
			return n
		}
		spoil := func(times int) (spoilt *int) {
			spoilt = new(int)
			sn.changing(func(c *crossed) {
				if c.blob() && *spoilt < times {
					*spoilt++
					c.body[len(c.body)/2] ^= 1
				}
			})
			return spoilt
		}
		count := func(n *int) int {
			sn.mu.Lock()
			defer sn.mu.Unlock()
			return *n
		}
		once, twice := noise(2, 50_000), noise(3, 50_000)
		n := spoil(1)
		from.attach("one", "once.bin", once)
		waitUntil(t, "the attachment that was wrong once", []*owner{from, to}, func() bool { return bytes.Equal(to.attached("one", "once.bin"), once) })
		if count(n) != 1 {
			t.Errorf("%d were spoilt, want 1", count(n))
		}
		n = spoil(2)
		from.attach("one", "twice.bin", twice)
		waitUntil(t, "the fault", []*owner{from, to}, func() bool { return strings.Contains(to.log.String(), "twice.bin arrives with other bytes") })
		if count(n) != 2 {
			t.Errorf("%d were spoilt, want 2", count(n))
		}
		from.edit("two", "(?m)^status: .*$", "status: goes on")
		waitUntil(t, "another issue, which goes on", []*owner{from, to}, func() bool { return to.issues()["two"].Status == "goes on" })
		if to.attached("one", "twice.bin") != nil {
			t.Error("what arrived wrong twice is there")
		}
		waitUntil(t, "a mail", []*owner{from, to}, func() bool { return told("To do: ") > 0 })
		to.stop()
		faults := rows[faultRow](to, "faults")
		if n := warnings(to, "twice.bin"); n != 1 {
			t.Errorf("people are told of it %d times, want once", n)
		}
		if len(faults) != 1 || faults[0].Scope != "issue" || !strings.Contains(faults[0].Message, "twice.bin") {
			t.Fatalf("faults are %+v, want one of the issue that names the attachment", faults)
		}
		to.run("faults", "retry", faults[0].ID)
		to.serve()
		waitUntil(t, "the attachment", []*owner{from, to}, func() bool { return bytes.Equal(to.attached("one", "twice.bin"), twice) })
		waitUntil(t, "a mail that it is over", []*owner{from, to}, func() bool { return told("Over:") > 0 })
		if told("To do: ") != 1 || told("Over:") != 1 {
			t.Errorf("mails: %+v", box.Mails())
		}
		calm(t, to)
	})
}

// warnings counts the lines of warning in an owner's log that name something.
func warnings(o *owner, what string) (n int) {
	for line := range strings.Lines(o.log.String()) {
		if strings.Contains(line, "WARN") && strings.Contains(line, what) {
			n++
		}
	}
	return n
}

// The same bytes cross once, on however many issues they are.
func TestAttachmentCrossesOnce(t *testing.T) {
	each(t, func(t *testing.T, from, to *owner, sn *snoop) {
		file := noise(4, 100_000)
		from.attach("one", "first.bin", file)
		waitUntil(t, "the first", []*owner{from, to}, func() bool { return bytes.Equal(to.attached("one", "first.bin"), file) })
		from.attach("two", "second.bin", file)
		from.attach("one", "third.bin", file)
		waitUntil(t, "the others", []*owner{from, to}, func() bool {
			return bytes.Equal(to.attached("two", "second.bin"), file) && bytes.Equal(to.attached("one", "third.bin"), file)
		})
		if n := len(sn.blobs()); n != 1 {
			t.Errorf("the bytes crossed %d times", n)
		}
	})
}

// An owner says how large and of which kinds attachments may be.
func TestAttachmentLimits(t *testing.T) {
	t.Parallel()
	a, b, sn := overheard(t, setup{rest: func(name string) string {
		if name == "globex" {
			return "    attachments: {size: 1, types: [txt, png]}\n"
		}
		return ""
	}})
	a.add("one")
	agree(t, a, b, 1)
	files := map[string][]byte{"large.txt": noise(5, 1<<20+1), "program.exe": noise(6, 5000), "whole.TXT": noise(7, 1<<20), "picture.png": noise(8, 5000)}
	for name, bytes := range files {
		a.attach("one", name, bytes)
	}
	waitUntil(t, "what is wanted", []*owner{a, b}, func() bool {
		return bytes.Equal(b.attached("one", "whole.TXT"), files["whole.TXT"]) && bytes.Equal(b.attached("one", "picture.png"), files["picture.png"])
	})
	a.edit("one", "(?m)^status: .*$", "status: after all that")
	waitUntil(t, "the next edit", []*owner{a, b}, func() bool { return b.issues()["one"].Status == "after all that" })
	for _, name := range []string{"large.txt", "program.exe"} {
		if b.attached("one", name) != nil {
			t.Errorf("%s was taken over", name)
		}
		if a.attached("one", name) == nil {
			t.Errorf("%s is gone over here", name)
		}
	}
	if n := len(sn.blobs()); n != 2 {
		t.Errorf("%d attachments crossed, want the two that are wanted", n)
	}
	calm(t, a, b)
}

// However large an attachment is, neither node has it in memory.
func TestLargeAttachment(t *testing.T) {
	if testing.Short() {
		t.Skip("200 MB to and fro")
	}
	a, b, _ := two(t, setup{})
	a.add("one")
	b.add("two")
	agree(t, a, b, 2)
	const size = 200 << 20
	there, back := noise(9, size), noise(10, size)
	a.attach("one", "there.bin", there)
	waitUntil(t, "what A has", []*owner{a, b}, func() bool { return sized(b, "one", "there.bin") == size })
	b.attach("two", "back.bin", back)
	waitUntil(t, "what B has", []*owner{a, b}, func() bool { return sized(a, "two", "back.bin") == size })
	if !bytes.Equal(b.attached("one", "there.bin"), there) || !bytes.Equal(a.attached("two", "back.bin"), back) {
		t.Error("other bytes arrived")
	}
	for _, o := range []*owner{a, b} {
		if peak := peakMB(t, o); peak > 128 {
			t.Errorf("%s had %d MB in memory", o.name, peak)
		} else {
			t.Logf("%s had %d MB in memory at most", o.name, peak)
		}
	}
}

// sized is how large an attachment is; 0 if it is not there.
func sized(o *owner, summary, name string) int64 {
	s, err := os.Stat(filepath.Join(o.dir, "issues", o.key(summary)+".files", name))
	if err != nil {
		return 0
	}
	return s.Size()
}

// peakMB is the most memory that an owner's node had.
func peakMB(t *testing.T, o *owner) int {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", o.cmd.Process.Pid))
	if err != nil {
		t.Skip("the memory of a process can only be read on Linux")
	}
	m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(b)
	if m == nil {
		t.Fatal("no VmHWM")
	}
	kb, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return kb >> 10
}
