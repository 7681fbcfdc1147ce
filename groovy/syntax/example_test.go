package syntax_test

import (
	"errors"
	"fmt"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

func Example() {
	f, err := syntax.Parse("rule.groovy", `
issue.summary = replica.summary ?: 'none'
issue.labels = replica.labels.collect { it.label.toLowerCase() }
`)
	if err != nil {
		fmt.Println(err)
		return
	}
	syntax.Walk(f, func(n syntax.Node) bool {
		if p, ok := n.(*syntax.Property); ok {
			fmt.Printf("%d:%d %s\n", p.Pos().Line, p.Pos().Col, f.Text(p))
		}
		return true
	})
	// Output:
	// 2:1 issue.summary
	// 2:17 replica.summary
	// 3:1 issue.labels
	// 3:16 replica.labels.collect
	// 3:16 replica.labels
	// 3:41 it.label.toLowerCase
	// 3:41 it.label
}

func ExampleParse_errors() {
	_, err := syntax.Parse("rule.groovy", `if (issue.status = 'Open') {
    println "costs $5"
}
`)
	var list syntax.ErrorList
	if errors.As(err, &list) {
		for _, e := range list {
			fmt.Println(e)
			fmt.Println(e.Excerpt())
		}
	}
	// Output:
	// rule.groovy:1:18: unexpected = in a condition; use == to compare, or put the assignment in parentheses
	// if (issue.status = 'Open') {
	//                  ^
	// rule.groovy:2:20: a $ in a string must begin an interpolation; write \$ for a dollar sign, or use a string in single quotes
	//     println "costs $5"
	//                    ^
}

func ExamplePrint() {
	f, err := syntax.Parse("a", "def f(x){if(x)return 1 // one\n[a:2,'b c':x].each{k,v->println k+v}}")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(syntax.Print(f))
	// Output:
	// def f(x) {
	//     if (x) return 1
	//     [a: 2, 'b c': x].each { k, v -> println k + v }
	// }
}

func ExampleScan() {
	for _, t := range syntax.Scan(`x = "hi ${name}" // greet`) {
		if t.Kind == syntax.TokenString || t.Kind == syntax.TokenInterp || t.Kind == syntax.TokenComment {
			fmt.Printf("%d: %q\n", t.Pos.Col, t.Text)
		}
	}
	// Output:
	// 5: "\"hi "
	// 9: "${"
	// 15: "}"
	// 16: "\""
	// 18: "// greet"
}
