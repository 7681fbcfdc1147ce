package rest_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
)

// A connector's test answers from a recording in place of a tracker.
func ExampleReplay() {
	recording, err := rest.ParseRecording([]byte(`httprec 1

--- GET /issues/7.json
> X-Redmine-Api-Key: ***
=== 200 OK
< Content-Type: application/json
|{"issue": {"id": 7}}

--- PUT /issues/7.json
|{"issue": {"subject": ""}}
=== 422 Unprocessable Entity
< Content-Type: application/json
|{"errors": ["Subject cannot be blank"]}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	client, err := rest.Open(rest.Options{Recorder: rest.Replay(recording)})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = client.Close() }()

	for _, method := range []string{"GET", "PUT", "DELETE"} {
		fmt.Println(call(client.HTTP(), method))
	}
	// Output:
	// {"issue": {"id": 7}}
	//
	// invalid: the tracker refused the content: Subject cannot be blank
	// internal: the recording does not hold DELETE /issues/7.json; nearest is GET /issues/7.json, with another method
}

func call(h *http.Client, method string) string {
	var body io.Reader
	if method == "PUT" {
		body = strings.NewReader(`{"issue":{"subject":""}}`)
	}
	req, err := http.NewRequestWithContext(context.Background(), method, "http://tracker.test/issues/7.json", body)
	if err != nil {
		return err.Error()
	}
	res, err := h.Do(req)
	if err != nil {
		return hub.AsError(err).Error()
	}
	defer func() { _ = res.Body.Close() }()
	if err := rest.Check(res); err != nil {
		return err.Error()
	}
	b, err := io.ReadAll(res.Body)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
