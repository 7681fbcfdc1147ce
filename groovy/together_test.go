package groovy_test

import (
	"context"
	"sync"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/groovy/internal/sample"
)

// Sixteen interpreters that run one script at once give what one alone gives.
func TestRunsTogether(t *testing.T) {
	asText, err := groovy.Compile("text.groovy", "groovy.json.JsonOutput.toJson(v)", nil)
	if err != nil {
		t.Fatal(err)
	}
	run := func(s *groovy.Script, r *sample.Rule) any {
		v, err := s.Run(context.Background(), &groovy.Env{Binding: r.Binding()})
		if err != nil {
			t.Error(err)
			return nil
		}
		text, err := asText.Run(context.Background(), &groovy.Env{Binding: map[string]any{"v": v}})
		if err != nil {
			t.Error(err)
		}
		return text
	}
	for _, name := range sample.Names() {
		t.Run(name, func(t *testing.T) {
			r, err := sample.Load(name)
			if err != nil {
				t.Fatal(err)
			}
			compile := func() *groovy.Script {
				s, err := r.Compile()
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
			want, s := run(compile(), r), compile()
			var wg sync.WaitGroup
			for range 16 {
				wg.Go(func() {
					for range 3 {
						if got := run(s, r); got != want {
							t.Errorf("got %v, want %v", got, want)
						}
					}
				})
			}
			wg.Wait()
		})
	}
}
