package pattern_test

import (
	"errors"
	"fmt"

	"github.com/entwine-sync/entwine/groovy/internal/pattern"
)

func Example() {
	re := pattern.MustCompile(`(?<key>[A-Z]+)-(\d+)`, 0)
	m := re.Matcher("see PRJ-12 and ABC-7", nil)
	for {
		found, err := m.Find()
		if err != nil || !found {
			break
		}
		key, _, _ := m.NamedGroup("key")
		number, _, _ := m.Group(2)
		start, end, _ := m.Span(0)
		fmt.Println(key, number, start, end)
	}
	// Output:
	// PRJ 12 4 10
	// ABC 7 15 20
}

func ExampleCompile() {
	_, err := pattern.Compile("(ab", 0)
	fmt.Println(err)
	// Output:
	// Unclosed group near index 3
	// (ab
}

func ExampleBudget() {
	left := 10_000
	budget := &pattern.Budget{Steps: func(n int) error {
		if left -= n; left < 0 {
			return errors.New("too many steps")
		}
		return nil
	}}
	re := pattern.MustCompile(`((?:a|aa)+)+$`, 0)
	_, err := re.Matcher("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", budget).Find()
	fmt.Println(err)
	// Output: too many steps
}

func ExampleMatcher_ReplaceAll() {
	re := pattern.MustCompile(`(\w+)@(\w+)`, 0)
	text, err := re.Matcher("bob@home, al@work", nil).ReplaceAll("$2: $1")
	fmt.Println(text, err)
	// Output: home: bob, work: al <nil>
}

func ExampleRegex_Split() {
	parts, err := pattern.MustCompile(`\s*,\s*`, 0).Split("a , b,c,,", 0, nil)
	fmt.Printf("%q %v\n", parts, err)
	// Output: ["a" "b" "c"] <nil>
}
