package script

import (
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

// semanticVersion is a version of the program that ran rules elsewhere, by which
// libraries asked for one form of its objects.
type semanticVersion [3]int

const versionClass = domain + "BasicSemanticVersion"

func semanticVersionClass() *groovy.HostClass {
	return &groovy.HostClass{Name: versionClass, New: func(c *groovy.Context, args []any) (any, error) {
		var v semanticVersion
		if len(args) > len(v) {
			return nil, c.Throw("groovy.lang.GroovyRuntimeException", "Could not find matching constructor for: "+versionClass+": it takes (major, minor, patch)")
		}
		s, err := texts(c, args)
		if err != nil {
			return nil, err
		}
		if len(s) == 1 {
			s = strings.SplitN(s[0], ".", len(v))
		}
		for i, part := range s {
			if v[i], err = strconv.Atoi(part); err != nil {
				return nil, c.Throw("java.lang.NumberFormatException", "For input string: \""+part+"\"")
			}
		}
		return v, nil
	}}
}

func (v semanticVersion) TypeName() string { return versionClass }

func (v semanticVersion) String() string {
	return strconv.Itoa(v[0]) + "." + strconv.Itoa(v[1]) + "." + strconv.Itoa(v[2])
}

// GetProperty gives its numbers.
func (v semanticVersion) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	for i, n := range []string{"major", "minor", "patch"} {
		if n == name {
			return int32(v[i]), true, nil // a number of a version
		}
	}
	return nil, false, nil
}

// Compare orders versions.
func (v semanticVersion) Compare(other any) (int, bool) {
	o, ok := other.(semanticVersion)
	if !ok {
		return 0, false
	}
	for i := range v {
		if v[i] != o[i] {
			return v[i] - o[i], true
		}
	}
	return 0, true
}
