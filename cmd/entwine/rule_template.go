package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/internal/rule/template"
)

func (a *app) ruleTemplatesCmd() *cobra.Command {
	return &cobra.Command{
		Use: "templates [NAME]", Short: "Ready rules for common needs", Args: atMost(1),
		Example: "  entwine rule templates\n  entwine rule templates route-by-table",
		RunE: func(_ *cobra.Command, args []string) error {
			all := template.All()
			if len(args) == 1 {
				i := slices.IndexFunc(all, func(t template.Template) bool { return t.Name == args[0] })
				if i < 0 {
					return noTemplate(args[0])
				}
				if a.json {
					return a.answer(all[i])
				}
				fmt.Fprintf(a.out, "%s\n\n%s\n", all[i].Title, all[i].Text)
				return nil
			}
			if a.json {
				return answerLines(a, all)
			}
			t := &table{look: a.look, state: -1, head: []string{"TEMPLATE", "WHAT IT DOES"}}
			for _, x := range all {
				t.add(x.Name, x.Title)
			}
			return t.write()
		},
	}
}

func noTemplate(name string) error {
	var names []string
	for _, t := range template.All() {
		names = append(names, t.Name)
	}
	return usage("there is no template %q; there are %s", name, strings.Join(names, ", "))
}

func (a *app) ruleNewCmd() *cobra.Command {
	name := ""
	c := &cobra.Command{
		Use: "new --template NAME FOLDER", Short: "Begin a folder of rules with a template", Args: exactly(1, "the name of a folder"),
		Long: "Writes a template into a folder that is empty or not there yet: the scripts of one side, what they are for, and\n" +
			"their tests. Name it in the config (rules: FOLDER), or publish it.",
		Example: "  entwine rule new --template status-map rules/acme\n  entwine rule test rules/acme",
		RunE: func(_ *cobra.Command, args []string) error {
			files := template.Files(name)
			if files == nil {
				return noTemplate(name)
			}
			if err := writeFolder(args[0], files); err != nil {
				return err
			}
			if a.json {
				return a.answer(map[string]any{"folder": args[0], "template": name, "files": slices.Sorted(maps.Keys(files))})
			}
			fmt.Fprintf(a.out, "%s written to %s. Read %s/README.md, change what is yours, then: entwine rule test %s\n",
				plural(len(files), "file"), args[0], args[0], args[0])
			return nil
		},
	}
	c.Flags().StringVar(&name, "template", "", "which one: see entwine rule templates")
	_ = c.MarkFlagRequired("template") // fails only for flags that are not there
	return c
}
