package script

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// asking is a desk that keeps what it was asked.
type asking struct {
	exampleDesk
	got *[]SQLQuery
}

func (d asking) Query(_ context.Context, q SQLQuery) (SQLRows, error) {
	*d.got = append(*d.got, q)
	if strings.Contains(q.Text, "fails") {
		return SQLRows{}, fmt.Errorf("source %s: no such table", q.Source)
	}
	return SQLRows{Columns: []string{"id", "Name"}, Values: [][]any{{json.Number("1"), "a"}, {json.Number("2"), "b"}, {json.Number("3"), "c"}}}, nil
}

// However a rule gives its values, they reach the source beside the statement.
func TestQuestions(t *testing.T) {
	t.Parallel()
	for rule, want := range map[string]string{
		`sources.crm.rows("select 1")`:                                                                   `crm: select 1 []`,
		`sources."the crm".firstRow("a = ? and b = ?", [1, "x"])`:                                        `the crm: a = ? and b = ? [1 x]`,
		`sources.crm.firstRow("a = ? and b = ?", 1, "x")`:                                                `crm: a = ? and b = ? [1 x]`,
		`sources.crm.firstRow("a = :a and b = :b and a = :a", a: 1, b: "x")`:                             `crm: a = ? and b = ? and a = ? [1 x 1]`,
		`sources.crm.rows("a = :a", [a: 2L])`:                                                            `crm: a = ? [2]`,
		`sources.crm.rows("s = ':no' and a = ?.key and t::text = :summary", issue)`:                      `crm: s = ':no' and a = ? and t::text = ? [ACME-7 Broken]`,
		"def x = \"it's\"; sources.crm.rows(\"a = $x and b = '${x * 2}' and c = 1\")":                    `crm: a = ? and b = ? and c = 1 [it's it'sit's]`,
		`def x = 5; sources.crm.rows("a = $x and b = ?", [6])`:                                           `crm: a = ? and b = ? [5 6]`,
		`sources.crm.rows("a = ?", [nodeHelper.getLabel("red")])`:                                        `crm: a = ? [red]`,
		`sources.crm.rows("a = ?", ["v${1 + 1}"])`:                                                       `crm: a = ? [v2]`,
		`sources.crm.rows("a = ?", [null])`:                                                              `crm: a = ? [<nil>]`,
		`sources.crm.rows("a > ?", [1.50])`:                                                              `crm: a > ? [1.50]`,
		`groovy.sql.Sql.newInstance("crm").rows("select 1")`:                                             `crm: select 1 []`,
		"import groovy.sql.Sql\nSql.withInstance('crm') { sql -> sql.rows('select 1') }":                 `crm: select 1 []`,
		`assert sources.crm.rows("select 1", 2, 1)*.name == ["b"]`:                                       `crm: select 1 []`,
		`assert sources.crm.rows("a = ?", ["x"], 2, 5)*.id == [2, 3]`:                                    `crm: a = ? [x]`,
		`assert sources.crm.rows("q").collectEntries { [(it.id): it.NAME] } == [1: "a", 2: "b", 3: "c"]`: `crm: q []`,
		`def n = []; sources.crm.eachRow("q") { n << it.name }; assert n == ["a", "b", "c"]`:             `crm: q []`,
		`def r = sources.crm.firstRow("q"); assert r.size() == 2 && r.keySet() as List == ["id", "Name"] && r[-1] == "a" && (r as Map).Name == "a" && groovy.json.JsonOutput.toJson(r) == '{"id":1,"Name":"a"}'`: `crm: q []`,
		`try { sources.crm.rows("fails") } catch (Exception e) { assert e.message.contains("no such table") }`:                                                                                                   `crm: fails []`,
	} {
		var got []SQLQuery
		r, err := Compile("r.groovy", rule)
		if err == nil {
			_, err = r.Run(t.Context(), Input{Issue: read(exampleIssue), Desk: asking{got: &got}})
		}
		if err != nil {
			t.Errorf("%s\n%v", rule, err)
			continue
		}
		if s := fmt.Sprintf("%s: %s %v", got[0].Source, got[0].Text, got[0].Args); len(got) != 1 || s != want {
			t.Errorf("%s\nasks  %s\nwants %s", rule, s, want)
		}
	}
}

// What is wrong with a question is told at its line, and asks nobody.
func TestQuestionsThatAreWrong(t *testing.T) {
	t.Parallel()
	for rule, want := range map[string]string{
		`sources.crm.execute("delete from t")`:       "sources are only read",
		`sources.crm.executeUpdate("delete from t")`: "sources are only read",
		`sources.crm.rows()`:                         "the statement is missing",
		`sources.crm.rows("a = ?")`:                  "0 values for 1 places",
		`sources.crm.rows("a = 1", [1])`:             "1 values for 0 places",
		`sources.crm.rows("a = :b", [a: 1])`:         "no value is given for :b",
		`sources.crm.eachRow("q")`:                   "eachRow takes a closure",
		`sources.crm.rowz("q")`:                      "rowz",
		`sources.crm.firstRow("q").nme`:              "nme",
		`groovy.sql.Sql.newInstance("jdbc:postgresql://x/y", "u", "p", "d").rows("q")`: "declare this one below sources:",
		`200.times { sources.crm.rows("q") }`:                                          "more than 100 times",
	} {
		var got []SQLQuery
		r, err := Compile("r.groovy", rule)
		if err == nil {
			_, err = r.Run(t.Context(), Input{Issue: read(exampleIssue), Desk: asking{got: &got}})
		}
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "r.groovy:1") {
			t.Errorf("%s\ngot   %v\nwants %s", rule, err, want)
		}
	}
}
