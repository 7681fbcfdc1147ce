package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/internal/notify/mailbox"
)

func TestNoticesTest(t *testing.T) {
	t.Parallel()
	box := mailbox.New(t, mailbox.Knobs{})
	file := filepath.Join(t.TempDir(), "entwine.yaml")
	write := func(notices string) {
		text := fmt.Sprintf("node: {name: acme, notices: %s}\ntrackers:\n  a: {kind: markdown, path: a}\n  b: {kind: markdown, path: b}\n"+
			"connections:\n  both: {initiator: {tracker: a}, acceptor: {tracker: b}, notices: [ann@acme.example]}\n", notices)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(fmt.Sprintf("{server: %q, from: entwine@acme.example, to: ops@acme.example}", box.URL()))
	got := call(t, "notices", "test", "--config", file)
	if got.code != 0 || strings.Count(got.out, "took the mail to") != 2 {
		t.Errorf("%+v", got)
	}
	mails := box.Mails()
	if len(mails) != 2 || mails[0].To != "ops@acme.example" || mails[1].To != "ann@acme.example" || mails[0].Subject != "[Entwine acme] notices arrive" {
		t.Fatalf("mails: %+v", mails)
	}
	if got := call(t, "notices", "test", "bo@acme.example", "--json", "--config", file); got.code != 0 || got.out != `{"to":"bo@acme.example","sent":true}`+"\n" {
		t.Errorf("%+v", got)
	}
	if got := call(t, "notices", "test", "Bo", "--config", file); got.code != exitUsage || !strings.Contains(got.err, `"Bo" is no mail address`) {
		t.Errorf("%+v", got)
	}
	box.Set(mailbox.Knobs{Refuse: "550 no such mailbox"})
	if got := call(t, "notices", "test", "--config", file); got.code != exitFailed || strings.Count(got.err, "no such mailbox") != 2 {
		t.Errorf("%+v", got)
	}
	if err := os.WriteFile(file, []byte("trackers: {a: {kind: markdown, path: a}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "notices", "test", "--config", file); got.code != exitUsage || !strings.Contains(got.err, "which server takes mail") {
		t.Errorf("%+v", got)
	}
}
