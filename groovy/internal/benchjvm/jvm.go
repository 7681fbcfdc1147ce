package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/sample"
)

//go:embed driver.groovy
var driver []byte

//go:embed hello.groovy
var helloScript []byte

func installed() bool {
	_, err := exec.LookPath("groovy")
	return err == nil
}

// javaSide runs the rules in a JVM; it gives nil where no groovy is installed.
func javaSide(dir string, runs int, names []string) (figures, error) {
	if !installed() {
		return nil, nil
	}
	if err := sample.Write(dir); err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "driver.groovy")
	if err := os.WriteFile(file, driver, 0o600); err != nil {
		return nil, err
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.Command("groovy", append([]string{file, dir, strconv.Itoa(runs)}, names...)...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C.UTF-8", "JAVA_OPTS=-Duser.timezone=UTC -Dfile.encoding=UTF-8 -Duser.language=en")
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("groovy: %w\n%s", err, stderr.String())
	}
	f := figures{}
	for line := range strings.Lines(stdout.String()) {
		part := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		if len(part) != 3 {
			return nil, fmt.Errorf("groovy printed %q", line)
		}
		v, err := strconv.ParseFloat(part[2], 64)
		if part[1] == "result" || err != nil {
			f[key{part[0], part[1]}] = figure{text: part[2]}
			continue
		}
		f.set(part[0], part[1], v)
	}
	return f, nil
}
