package trial

import (
	"bytes"
	"fmt"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script"
)

// FileCoverage is which lines of a rule its tests ran.
type FileCoverage struct {
	File    string             `json:"file"`
	Lines   int                `json:"lines"` // on which statements begin
	Covered int                `json:"covered"`
	Missed  []int              `json:"missed,omitempty"`
	Counts  []groovy.LineCount `json:"counts"`
}

// Percent is how much of it ran; a rule without statements ran wholly.
func (f *FileCoverage) Percent() float64 {
	if f.Lines == 0 {
		return 100
	}
	return 100 * float64(f.Covered) / float64(f.Lines)
}

// CoverageOf reads what a rule that counts has counted.
func CoverageOf(file string, r *script.Rule) FileCoverage {
	f := FileCoverage{File: file, Counts: r.Lines()}
	for _, l := range f.Counts {
		f.Lines++
		if l.Runs > 0 {
			f.Covered++
		} else {
			f.Missed = append(f.Missed, l.Line)
		}
	}
	return f
}

// Ranges writes lines as people do: 3, 7-9.
func Ranges(lines []int) string {
	var b bytes.Buffer
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		if i > 0 {
			b.WriteString(", ")
		}
		if j > i {
			fmt.Fprintf(&b, "%d-%d", lines[i], lines[j])
		} else {
			fmt.Fprint(&b, lines[i])
		}
		i = j + 1
	}
	return b.String()
}

// LCOV writes coverage in the form of that name, which CI servers and editors
// read.
func LCOV(files []FileCoverage) []byte {
	var b bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&b, "TN:rules\nSF:%s\n", f.File)
		for _, l := range f.Counts {
			fmt.Fprintf(&b, "DA:%d,%d\n", l.Line, l.Runs)
		}
		fmt.Fprintf(&b, "LF:%d\nLH:%d\nend_of_record\n", f.Lines, f.Covered)
	}
	return b.Bytes()
}
