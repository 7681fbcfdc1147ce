package groovy_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// One script, compiled once, run by several goroutines: each run has variables
// of its own.
func ExampleScript_Run() {
	script, err := groovy.Compile("square.groovy", "n * n", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	results := make([]any, 4)
	var all sync.WaitGroup
	for i := range results {
		all.Go(func() {
			var err error
			results[i], err = script.Run(context.Background(), &groovy.Env{Binding: map[string]any{"n": i}})
			if err != nil {
				results[i] = err
			}
		})
	}
	all.Wait()
	fmt.Println(results...)
	// Output:
	// 0 1 4 9
}

func ExampleCompileLibrary() {
	library, err := groovy.CompileLibrary([]groovy.Source{
		{Name: "Priority.groovy", Text: "enum Priority { LOW, HIGH }"},
		{Name: "Mapping.groovy", Text: "class Mapping { static Priority of(String s) { s == 'P1' ? Priority.HIGH : Priority.LOW } }"},
	}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	script, err := groovy.Compile("rule.groovy", "println Mapping.of('P1')", &groovy.Options{Library: library})
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := script.Run(context.Background(), &groovy.Env{Stdout: os.Stdout}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// HIGH
}

func ExampleScript_Counting() {
	script, err := groovy.Compile("rule.groovy", "if (urgent) {\n  println 'now'\n} else {\n  println 'later'\n}\n", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	counting, err := script.Counting()
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 3 {
		if _, err := counting.Run(context.Background(), &groovy.Env{Binding: map[string]any{"urgent": false}}); err != nil {
			fmt.Println(err)
		}
	}
	for _, l := range counting.Lines() {
		fmt.Printf("line %d ran %d times\n", l.Line, l.Runs)
	}
	// Output:
	// line 1 ran 3 times
	// line 2 ran 0 times
	// line 4 ran 3 times
}

func ExampleToGo() {
	script, err := groovy.Compile("made.groovy", `
def n = 2
[text: "n is $n", numbers: 1..3, set: ['a', 'a'] as Set, price: 1.50, at: new Date(0), then: java.time.Instant.EPOCH]`, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	v, err := script.Run(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	m := groovy.ToGo(v).(map[string]any)
	fmt.Println(m["text"], m["numbers"], m["set"], m["price"])
	fmt.Println(m["at"].(time.Time).Equal(m["then"].(time.Time)))
	// Output:
	// n is 2 [1 2 3] [a] 1.50
	// true
}

// A run that is cancelled ends as one that used up its limits, and says by what.
func ExampleLimitError() {
	script, err := groovy.Compile("rule.groovy", "stop()\nwhile (true) { }", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stop := groovy.Func(func(*groovy.Context, []any) (any, error) { cancel(); return nil, nil })
	_, err = script.Run(ctx, &groovy.Env{Binding: map[string]any{"stop": stop}})
	var limit *groovy.LimitError
	fmt.Println(errors.As(err, &limit) && limit.What == "cancelled", errors.Is(err, context.Canceled))
	// Output:
	// true true
}

// What a run used helps to choose limits for the next.
func ExampleUsage() {
	script, err := groovy.Compile("sum.groovy", "(1..1000).sum()", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	var used groovy.Usage
	sum, err := script.Run(context.Background(), &groovy.Env{Used: &used})
	fmt.Println(sum, err, used.Steps >= 1000)
	// Output:
	// 500500 <nil> true
}
