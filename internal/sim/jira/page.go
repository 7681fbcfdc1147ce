package jira

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strings"
)

// pageTemplate is the page on which a person looks at the issues and changes them.
var pageTemplate = template.Must(template.New("").Parse(`<!doctype html>
<meta charset="utf-8"><title>{{.Title}}</title>
<style>body{font:15px sans-serif;max-width:60em;margin:2em auto}td{padding:.3em .6em;vertical-align:top}form{margin:.5em 0}pre{white-space:pre-wrap}</style>
<h1>{{.Title}}</h1>
{{with .Issue}}<p><a href="./">all issues</a></p><h2>{{.Key}} {{.Summary}}</h2>
<form method="post"><input type="hidden" name="do" value="edit"><input name="summary" size="60" value="{{.Summary}}"> <button>Save</button></form>
<pre>{{.Description}}</pre>
<p>Status: {{.Status}}</p>
{{range .Moves}}<form method="post" style="display:inline"><input type="hidden" name="do" value="move"><input type="hidden" name="id" value="{{.ID}}"><button>{{.Name}} → {{.To}}</button></form> {{end}}
<h3>Comments</h3>{{range .Comments}}<p><b>{{.Author}}</b>{{if .Private}} (private){{end}}</p><pre>{{.Body}}</pre>{{end}}
<form method="post"><input type="hidden" name="do" value="comment"><textarea name="body" cols="60" rows="3"></textarea> <button>Comment</button></form>
{{else}}<form method="post"><input type="hidden" name="do" value="create"><input name="summary" size="60" placeholder="summary"> <button>Create</button></form>
<table>{{range .List}}<tr><td><a href="{{.Key}}">{{.Key}}</a><td>{{.Status}}<td>{{.Summary}}</tr>{{end}}</table>{{end}}`))

type pageIssue struct {
	Key, Summary, Status, Description string
	Moves                             []transition
	Comments                          []pageComment
}

type pageComment struct {
	Author, Body string
	Private      bool
}

// pageRoutes are for people, who are all dev here.
func (s *Site) pageRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /browse/{key}", func(w http.ResponseWriter, r *http.Request) { s.page(w, r.PathValue("key")) })
	mux.HandleFunc("GET /browse/{$}", func(w http.ResponseWriter, _ *http.Request) { s.page(w, "") })
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/browse/", http.StatusFound) })
	mux.HandleFunc("POST /browse/{$}", func(w http.ResponseWriter, r *http.Request) { s.posted(w, r, "") })
	mux.HandleFunc("POST /browse/{key}", func(w http.ResponseWriter, r *http.Request) { s.posted(w, r, r.PathValue("key")) })
}

func (s *Site) page(w http.ResponseWriter, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data := struct {
		Title string
		Issue *pageIssue
		List  []pageIssue
	}{Title: "A simulated Jira (" + string(s.dialect) + ")"}
	if key != "" {
		i := s.byKey(key)
		if i == nil {
			http.NotFound(w, nil)
			return
		}
		p := pageIssue{Key: i.Key(), Summary: text(i.Values["summary"]), Status: i.Status, Description: text(s.showText(false, i.Values["description"]))}
		for _, t := range transitions {
			if t.From == i.Status {
				p.Moves = append(p.Moves, t)
			}
		}
		for _, cm := range i.Comments {
			p.Comments = append(p.Comments, pageComment{cm.Author.Display, text(s.showText(false, cm.Body)), cm.Visibility != nil})
		}
		data.Issue = &p
	} else {
		for _, i := range s.issues {
			data.List = append(data.List, pageIssue{Key: i.Key(), Summary: text(i.Values["summary"]), Status: i.Status})
		}
		slices.SortFunc(data.List, func(a, b pageIssue) int {
			return cmp.Or(cmp.Compare(len(a.Key), len(b.Key)), strings.Compare(a.Key, b.Key))
		})
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = pageTemplate.Execute(w, data) // whoever asked has gone
}

func (s *Site) posted(w http.ResponseWriter, r *http.Request, key string) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	p := s.Person("dev")
	var err error
	switch r.PostFormValue("do") {
	case "create":
		key, err = p.Create(s.projects[0].Key, "Task", r.PostFormValue("summary"))
	case "edit":
		err = p.Edit(key, map[string]any{"fields": map[string]any{"summary": r.PostFormValue("summary")}})
	case "comment":
		err = p.Comment(key, r.PostFormValue("body"))
	case "move":
		err = p.Move(key, r.PostFormValue("id"), "Done")
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, "/browse/"+key, http.StatusSeeOther)
}
