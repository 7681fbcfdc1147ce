package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/tracker/all"
)

func TestSimJira(t *testing.T) {
	for _, dialect := range []string{"cloud", "server6"} {
		t.Run(dialect, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			r, w := io.Pipe()
			ended := make(chan int, 1)
			var said bytes.Buffer
			go func() {
				ended <- run(ctx, []string{"sim", "jira", "--dialect", dialect, "--port", "0", "--json"}, streams{strings.NewReader(""), w, &said, nil}, all.Specs)
				_ = w.Close() // ends the decoder below, if nothing was said
			}()
			var at struct{ URL, User, Token, Page string }
			if err := json.NewDecoder(r).Decode(&at); err != nil {
				t.Fatalf("%v; %s", err, said.String())
			}
			go func() { _, _ = io.Copy(io.Discard, r) }()
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.URL+"/rest/api/2/myself", nil)
			if err != nil {
				t.Fatal(err)
			}
			req.SetBasicAuth(at.User, at.Token)
			for _, address := range []string{"", at.Page} {
				if address != "" {
					if req, err = http.NewRequestWithContext(ctx, http.MethodGet, address, nil); err != nil {
						t.Fatal(err)
					}
				}
				res, err := http.DefaultClient.Do(req)
				if err != nil {
					t.Fatal(err)
				}
				_ = res.Body.Close() // its status says enough
				if res.StatusCode != http.StatusOK {
					t.Errorf("%s: %s", req.URL, res.Status)
				}
			}
			stop()
			if code := <-ended; code != 0 {
				t.Errorf("exit code %d: %s", code, said.String())
			}
		})
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }() // it served to be in the way
	_, port, err := net.SplitHostPort(taken.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		flag, value string
		code        int
		says        string
	}{
		{"--dialect", "vax", exitUsage, `no dialect "vax"`},
		{"--port", "70000", exitUsage, "no port 70000"},
		{"--port", "-1", exitUsage, "no port -1"},
		{"--port", port, exitFailed, "choose another with --port"},
	} {
		var out, said bytes.Buffer
		if code := run(t.Context(), []string{"sim", "jira", c.flag, c.value}, streams{strings.NewReader(""), &out, &said, nil}, all.Specs); code != c.code || !strings.Contains(said.String(), c.says) {
			t.Errorf("%s %s: exit code %d, %s", c.flag, c.value, code, said.String())
		}
	}
}
