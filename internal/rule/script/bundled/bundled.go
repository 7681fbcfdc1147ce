// Package bundled holds the class libraries that rules may call without
// bringing them along, since the program that ran them elsewhere did. They are
// written in the language of rules, on the script API alone, and do with it
// what their names promise there. A class of the owner's of the same name
// takes the place of one.
package bundled

import (
	"embed"
	"path"

	"github.com/entwine-sync/entwine/groovy"
)

//go:embed *.groovy
var files embed.FS

// Sources are the files, by name.
func Sources() []groovy.Source {
	names, err := files.ReadDir(".")
	if err != nil {
		panic(err) // of files that are part of the program
	}
	list := make([]groovy.Source, len(names))
	for i, n := range names {
		text, err := files.ReadFile(n.Name())
		if err != nil {
			panic(err)
		}
		list[i] = groovy.Source{Name: path.Join("bundled", n.Name()), Text: string(text)}
	}
	return list
}
