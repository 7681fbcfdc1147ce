package jira

import (
	"bytes"
	"cmp"
	_ "embed"
	"html/template"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/richtext"
)

// The page on which people look at issues and change them: by the same requests
// as anybody, all of them as the account dev, and deletions as admin. It works
// without scripts.

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("").Parse(pageText))

// pageData is what the page shows.
type pageData struct {
	Title, Error, Inside    string
	List                    []pageIssue
	Issue                   *pageIssue
	Projects, Types         []string
	Priorities, Resolutions []string
	People                  []*user
	LinkTypes               []linkType
}

type pageIssue struct {
	Key, Project, Type, Summary, Status, Resolution string
	Markup, Priority, Assignee, Reporter, Labels    string
	Created, Updated                                string
	Description                                     template.HTML
	Moves                                           []transition
	Links                                           []pageLink
	Files                                           []pageFile
	Comments                                        []pageComment
}

type pageLink struct{ ID, Words, Key, Summary string }

type pageFile struct {
	ID, Name string
	Size     int
}

type pageComment struct {
	Author, At, Internal string
	Body                 template.HTML
}

func (s *Site) pageRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/browse/", http.StatusFound) })
	mux.HandleFunc("GET /browse/{$}", func(w http.ResponseWriter, _ *http.Request) { s.page(w, "", http.StatusOK, "") })
	mux.HandleFunc("GET /browse/{key}", func(w http.ResponseWriter, r *http.Request) {
		s.page(w, r.PathValue("key"), http.StatusOK, "")
	})
	mux.HandleFunc("GET /browse/{key}/file/{id}", s.pageFile)
	// Forms of other sites are none of ours.
	ours := http.NewCrossOriginProtection()
	mux.Handle("POST /browse/{$}", ours.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.posted(w, r, "") })))
	mux.Handle("POST /browse/{key}", ours.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.posted(w, r, r.PathValue("key")) })))
}

// page shows the list of issues, or one of them, with what went wrong before.
func (s *Site) page(w http.ResponseWriter, key string, code int, why string) {
	s.mu.Lock()
	data := pageData{Title: "A simulated Jira (" + string(s.dialect) + ")", Error: why, Priorities: priorities, Resolutions: resolutions, LinkTypes: linkTypes}
	name := "list"
	if key == "" {
		s.listPage(&data)
	} else {
		i := s.byKey(key)
		if i == nil {
			s.mu.Unlock()
			s.page(w, "", http.StatusNotFound, "There is no issue "+key+".")
			return
		}
		name = "issue"
		s.issuePage(&data, i)
	}
	s.mu.Unlock()
	var b bytes.Buffer
	if err := pageTemplate.ExecuteTemplate(&b, name, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	// What is in texts is written by others: nothing of it is run or fetched.
	w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'")
	w.WriteHeader(code)
	_, _ = w.Write(b.Bytes()) // whoever asked has gone
}

func (s *Site) listPage(data *pageData) {
	for _, p := range slices.SortedStableFunc(slices.Values(s.projects), func(a, b *project) int { return cmp.Compare(b.last, a.last) }) {
		data.Projects = append(data.Projects, p.Key) // the one that is used most first
	}
	data.Types = slices.DeleteFunc(slices.Clone(typeNames), func(t string) bool { return t == "Sub-task" })
	var l []*issue
	for _, i := range s.issues {
		l = append(l, i)
	}
	slices.SortFunc(l, func(a, b *issue) int {
		return cmp.Or(strings.Compare(a.Project.Key, b.Project.Key), cmp.Compare(a.Number, b.Number))
	})
	for _, i := range l {
		data.List = append(data.List, pageIssue{Key: i.Key(), Summary: text(i.Values["summary"]), Status: i.Status})
	}
}

func (s *Site) issuePage(data *pageData, i *issue) {
	dev := s.user(func(u *user) bool { return u.Name == "dev" })
	c := &call{site: s, user: dev}
	person := func(field string) string {
		if u, _ := i.Values[field].(*user); u != nil {
			return u.Display
		}
		return ""
	}
	labels, _ := i.Values["labels"].([]string)
	const at = "2006-01-02 15:04"
	p := &pageIssue{
		Key: i.Key(), Project: i.Project.Name, Type: i.Type, Summary: text(i.Values["summary"]), Status: i.Status, Resolution: i.Resolution,
		Markup: text(s.showText(false, i.Values["description"])), Description: s.pageText(i, i.Values["description"]),
		Priority: text(i.Values["priority"]), Assignee: person("assignee"), Reporter: person("reporter"), Labels: strings.Join(labels, " "),
		Created: i.Created.In(s.zone(dev)).Format(at), Updated: i.Updated.In(s.zone(dev)).Format(at),
	}
	for _, t := range transitions {
		if t.From == i.Status {
			p.Moves = append(p.Moves, t)
		}
	}
	for _, v := range s.showLinks(i) {
		o := v.(obj)
		kind, words, end := o["type"].(obj), "outward", o["outwardIssue"]
		if end == nil {
			words, end = "inward", o["inwardIssue"]
		}
		other := end.(obj)
		p.Links = append(p.Links, pageLink{text(o["id"]), text(kind[words]), text(other["key"]), text(other["fields"].(obj)["summary"])})
	}
	for _, id := range i.Files {
		f := s.files[id]
		p.Files = append(p.Files, pageFile{strconv.Itoa(id), f.Name, len(f.Bytes)})
	}
	desk := s.knobs.Desk && i.Project == s.projects[0]
	for _, cm := range i.Comments {
		if !s.shown(c.user, i, cm) {
			continue
		}
		one := pageComment{Author: cm.Author.Display, At: cm.Created.In(s.zone(dev)).Format(at), Body: s.pageText(i, cm.Body)}
		flag, _ := cm.Properties["sd.public.comment"].(obj)
		switch {
		case cm.Visibility != nil:
			one.Internal = "for " + text(cm.Visibility["value"])
		case desk && flag["internal"] == true:
			one.Internal = "internal"
		}
		p.Comments = append(p.Comments, one)
	}
	data.Issue, data.People, data.Inside = p, s.users, "for the role Developers alone"
	if desk {
		data.Inside = "customers do not see it"
	}
}

// pageText is a text of an issue with the pictures in it that are attached there.
// A name that nothing attached has, and what is no picture, stays a name.
func (s *Site) pageText(i *issue, v any) template.HTML {
	d := richtext.MapImages(s.document(v), func(img richtext.Image) richtext.Inline {
		if !img.Attachment {
			return img
		}
		for _, id := range slices.Backward(i.Files) { // the newest of that name, as Jira has it
			if f := s.files[id]; f.Name == img.Target && picture(f.Bytes) != "" {
				img.Target, img.Attachment, img.Alt = "/browse/"+i.Key()+"/file/"+strconv.Itoa(id), false, cmp.Or(img.Alt, f.Name)
				return img
			}
		}
		return richtext.Text{Value: "!" + img.Target + "!"}
	})
	return template.HTML(richtext.WriteHTML(d)) //nolint:gosec // richtext writes no scripts, and the page runs none
}

// picture is the type of what the page may show within itself, or "". Drawings
// are documents, which could do more than be looked at.
func picture(b []byte) string {
	if kind := http.DetectContentType(b); slices.Contains([]string{"image/png", "image/jpeg", "image/gif", "image/webp"}, kind) {
		return kind
	}
	return ""
}

// pageFile gives the bytes of an attachment, never to be shown as a page.
func (s *Site) pageFile(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.PathValue("id"))
	s.mu.Lock()
	f := s.files[n]
	s.mu.Unlock()
	if f == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", cmp.Or(picture(f.Bytes), "application/octet-stream"))
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+strings.ReplaceAll(template.URLQueryEscaper(f.Name), "+", "%20"))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(f.Bytes) // whoever asked has gone
}

// posted carries out a form, and leads back to what it is about.
func (s *Site) posted(w http.ResponseWriter, r *http.Request, key string) {
	r.Body = http.MaxBytesReader(w, r.Body, maxFile)
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		if err := r.ParseMultipartForm(maxBody); err != nil {
			s.page(w, key, http.StatusBadRequest, err.Error())
			return
		}
		defer func() { _ = r.MultipartForm.RemoveAll() }() // files of the system's own folder
	}
	to, err := s.act(r, key)
	if err != nil {
		why := err.Error()
		if _, said, ok := strings.Cut(why, ": "); ok {
			why = said
		}
		s.page(w, key, http.StatusBadRequest, why)
		return
	}
	http.Redirect(w, r, "/browse/"+to, http.StatusSeeOther)
}

// act does what a form asks, and gives the issue to show next.
func (s *Site) act(r *http.Request, key string) (string, error) {
	dev := s.Person("dev")
	given := r.PostFormValue
	lines := strings.NewReplacer("\r\n", "\n")
	switch given("do") {
	case "create":
		var out struct{ Key string }
		fields := obj{"project": obj{"key": given("project")}, "issuetype": obj{"name": given("type")}, "summary": given("summary")}
		if t := lines.Replace(given("description")); t != "" {
			fields["description"] = t
		}
		if given("type") == "Epic" && !s.cloud() {
			fields["customfield_10022"] = given("summary")
		}
		err := dev.call(http.MethodPost, "/issue", obj{"fields": fields}, &out)
		return out.Key, err
	case "edit":
		fields := obj{"summary": given("summary"), "description": lines.Replace(given("description")), "priority": obj{"name": given("priority")}, "labels": strings.Fields(given("labels")), "assignee": nil}
		if name := given("assignee"); name != "" {
			fields["assignee"] = obj{"name": name}
			if s.cloud() {
				fields["assignee"] = obj{"accountId": s.Person(name).ID()}
			}
		}
		return key, dev.Edit(key, obj{"fields": fields})
	case "comment":
		in := obj{"body": lines.Replace(given("body"))}
		if given("internal") == "yes" {
			s.inside(in, key)
		}
		return key, dev.call(http.MethodPost, "/issue/"+key+"/comment", in, nil)
	case "move":
		return key, dev.Move(key, given("id"), given("resolution"))
	case "link":
		return key, dev.call(http.MethodPost, "/issueLink", obj{"type": obj{"name": given("kind")}, "inwardIssue": obj{"key": key}, "outwardIssue": obj{"key": strings.ToUpper(strings.TrimSpace(given("to")))}}, nil)
	case "unlink":
		return key, dev.call(http.MethodDelete, "/issueLink/"+given("id"), nil, nil)
	case "attach":
		return key, s.attachForm(r, dev, key)
	case "detach":
		return key, dev.call(http.MethodDelete, "/attachment/"+given("id"), nil, nil)
	case "delete":
		return "", s.Person("admin").Delete(key)
	}
	return key, errNothing
}

// inside makes a comment one that not everybody sees.
func (s *Site) inside(in obj, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.byKey(key); s.knobs.Desk && i != nil && i.Project == s.projects[0] {
		in["properties"] = []any{obj{"key": "sd.public.comment", "value": obj{"internal": true}}}
		return
	}
	in["visibility"] = obj{"type": "role", "value": "Developers"}
}

// attachForm attaches the file of a form.
func (s *Site) attachForm(r *http.Request, by *Person, key string) error {
	f, head, err := r.FormFile("file")
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // it was only read
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreatePart(head.Header)
	if err != nil {
		return err
	}
	if _, err := io.Copy(part, f); err != nil {
		return err
	}
	if err := form.Close(); err != nil {
		return err
	}
	req := httptest.NewRequest(http.MethodPost, "/rest/api/2/issue/"+key+"/attachments", &b)
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("X-Atlassian-Token", "no-check")
	return by.do(req, nil)
}
