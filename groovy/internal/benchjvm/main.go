// Command benchjvm measures the interpreter beside the real Groovy: the same
// rules, on the same machine, in the same minutes. It prints tables in Markdown
// for docs/performance.md. Where no groovy is installed it prints our side only
// and says so.
//
//	go run ./groovy/internal/benchjvm -entwine bin/entwine
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/groovy/internal/sample"
)

func main() {
	runs := flag.Int("runs", 10_000, "how often each compiled rule is run; the second half counts")
	binary := flag.String("entwine", "", "the entwine binary whose start is measured; left out if empty")
	only := flag.String("rules", strings.Join(sample.Names(), ","), "names of rules, with commas")
	flag.Parse()
	if err := measure(*runs, *binary, strings.Split(*only, ",")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func measure(runs int, binary string, names []string) error {
	dir, err := os.MkdirTemp("", "benchjvm")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	// First, while this process is small: Linux counts what a process held
	// before it became another one.
	if binary != "" {
		if err := starts(dir, binary); err != nil {
			return err
		}
	}
	java, err := javaSide(dir, runs, names)
	if err != nil {
		return err
	}
	ours, err := goSide(runs, names)
	if err != nil {
		return err
	}
	if java != nil {
		for _, n := range names {
			if g, j := ours[key{n, "result"}].text, java[key{n, "result"}].text; g != j {
				return fmt.Errorf("rule %s: the results differ:\n ours %s\n JVM  %s", n, g, j)
			}
		}
	} else {
		fmt.Print("No groovy here: our side only.\n\n")
	}
	table(names, ours, java)
	return nil
}

// starts measures hello world, from the start of the process to its first
// output and to its end: the best of some tries, since only what others do on
// the machine makes one slower.
func starts(dir, binary string) error {
	file := filepath.Join(dir, "hello.groovy")
	if err := os.WriteFile(file, helloScript, 0o600); err != nil {
		return err
	}
	ours, err := start(20, binary, "groovy", "run", file)
	if err != nil {
		return err
	}
	fmt.Println("| hello world | entwine | JVM | |\n|---|---|---|---|")
	var jvm startup
	if installed() {
		if jvm, err = start(3, "groovy", file); err != nil {
			return err
		}
	}
	row("start to first output", float64(ours.first), float64(jvm.first), duration)
	row("whole process", float64(ours.whole), float64(jvm.whole), duration)
	row("resident memory at most", float64(ours.peak), float64(jvm.peak), size)
	fmt.Println()
	return nil
}

type startup struct {
	first, whole time.Duration
	peak         int64
}

func start(tries int, name string, args ...string) (startup, error) {
	var best startup
	for i := range tries {
		begin := time.Now()
		cmd := exec.Command(name, args...)
		out, err := cmd.StdoutPipe()
		if err != nil {
			return best, err
		}
		if err := cmd.Start(); err != nil {
			return best, err
		}
		b := make([]byte, 16)
		n, _ := out.Read(b) // an error shows in what was read
		first := time.Since(begin)
		err = cmd.Wait()
		whole := time.Since(begin)
		if err != nil || string(b[:n]) != "Hello\n" {
			return best, fmt.Errorf("%s printed %q: %v", name, b[:n], err)
		}
		if i == 0 || first < best.first {
			best.first = first
		}
		if i == 0 || whole < best.whole {
			best.whole = whole
		}
		best.peak = max(best.peak, peakMemory(cmd.ProcessState))
	}
	return best, nil
}
