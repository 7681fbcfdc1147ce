package script

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// askedDesk remembers the requests of a rule.
type askedDesk struct {
	exampleDesk
	asked []Request
}

func (d *askedDesk) HTTP(ctx context.Context, q Request) (Response, error) {
	d.asked = append(d.asked, q)
	return d.exampleDesk.HTTP(ctx, q)
}

func runWith(t *testing.T, desk Desk, text string) error {
	t.Helper()
	rule, err := Compile("rule.groovy", text)
	if err != nil {
		t.Fatal(err)
	}
	_, err = rule.Run(t.Context(), Input{Incoming: true, Issue: map[string]any{"id": "1"}, Replica: map[string]any{}, Desk: desk})
	return err
}

// A call of the WS client is the request that httpClient makes, so a journal
// that knows the one knows the other, and what is done is not done again.
func TestWSMakesTheSameRequests(t *testing.T) {
	t.Parallel()
	for ws, plain := range map[string]string{
		`httpClient.ws().url("https://tracker.example.com/rest/1").withMethod("POST").withBody('{"a":1}', null).execute()`:                             `httpClient.post("/rest/1", '{"a":1}')`,
		`httpClient.ws.url("/rest/1").withQueryString(new scala.Tuple2("a", "b"), new scala.Tuple2("a", "c")).get()`:                                   `httpClient.get("/rest/1", [a: ["b", "c"]])`,
		`httpClient.azureClient.ws.url("/p").addHttpHeaders(new scala.Tuple2("If-Match", "*")).withBody(play.api.libs.json.Json.parse('[1]')).patch()`: `httpClient.patch("/p", "[1]", [:], ["If-Match": ["*"]])`,
		`httpClient.thisJira("/x", "DELETE", null, null).execute()`:                                                                                    `httpClient.delete("/x")`,
	} {
		one, other := &askedDesk{}, &askedDesk{}
		if err := errors.Join(runWith(t, one, ws), runWith(t, other, plain)); err != nil {
			t.Errorf("%s: %v", ws, err)
		}
		if len(one.asked) != 1 || len(other.asked) != 1 || !sameRequest(one.asked[0], other.asked[0]) {
			t.Errorf("%s asks %+v, %s asks %+v", ws, one.asked, plain, other.asked)
		}
	}
}

// sameRequest compares what a journal would see: no query is an empty one.
func sameRequest(a, b Request) bool {
	for _, q := range []*Request{&a, &b} {
		if len(q.Query) == 0 {
			q.Query = nil
		}
	}
	return reflect.DeepEqual(a, b)
}

// A rule that calls for ever by the WS client is stopped at the same count, and
// can neither catch that nor go on.
func TestWSCallsAreCounted(t *testing.T) {
	t.Parallel()
	desk := &askedDesk{}
	err := runWith(t, desk, `1000.times { n ->
  try { httpClient.ws().url("/x/$n").withMethod("GET").execute() } catch (Throwable e) { }
}`)
	var le *groovy.LimitError
	if !errors.As(err, &le) || le.What != "calls" || len(desk.asked) != mostCalls {
		t.Errorf("%d calls, then %v", len(desk.asked), err)
	}
}

// What a rule sends in place of the node's credentials goes nowhere.
func TestWSSendsNoCredentials(t *testing.T) {
	t.Parallel()
	desk := &askedDesk{}
	if err := runWith(t, desk, `def c = httpClient.azureClient.getCredentials().map { it.accessToken() }
def token = scala.concurrent.Await.result(c, null)
httpClient.ws().url("/x").withAuth("u", "hunter2", null).addHttpHeaders(new scala.Tuple2("authorization", "Basic hunter2")).withHeaders(new scala.Tuple2("Authorization", token)).get()`); err != nil {
		t.Fatal(err)
	}
	for _, q := range desk.asked {
		for k, v := range q.Header {
			t.Errorf("sends %s: %s", k, strings.Join(v, ", "))
		}
	}
}
