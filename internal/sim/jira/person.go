package jira

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
)

// Person is somebody who works with the site, by the same requests as anybody:
// in the cloud by those of the second version, in which texts are markup.
type Person struct {
	site *Site
	user *user
}

// Person is the account with that name.
func (s *Site) Person(name string) *Person {
	return &Person{s, s.user(func(u *user) bool { return u.Name == name })}
}

// ID is the person's id as issues show it.
func (p *Person) ID() string {
	if p.site.cloud() {
		return p.user.ID
	}
	return p.user.Key
}

func (p *Person) call(method, path string, in, out any) error {
	b, err := json.Marshal(in)
	if err != nil {
		return err
	}
	r := httptest.NewRequest(method, "/rest/api/2"+path, bytes.NewReader(b))
	r.Header.Set("Content-Type", "application/json")
	return p.do(r, out)
}

// do makes a request as the person.
func (p *Person) do(r *http.Request, out any) error {
	name := p.user.Name
	if p.site.cloud() {
		name = p.user.Mail
	}
	r.SetBasicAuth(name, p.user.Token)
	w := httptest.NewRecorder()
	p.site.Handler().ServeHTTP(w, r)
	text, err := io.ReadAll(w.Body)
	if err != nil {
		return err
	}
	if w.Code > 299 {
		return fmt.Errorf("%s %s: %w", r.Method, r.URL.Path, reasons(w.Code, text))
	}
	if out != nil {
		return json.Unmarshal(text, out)
	}
	return nil
}

var errNothing = errors.New("the form asks for nothing: it is an old page, maybe")

// reasons is what an answer says of why not.
func reasons(code int, text []byte) error {
	var said struct {
		ErrorMessages []string
		Errors        map[string]string
	}
	if json.Unmarshal(text, &said) != nil || len(said.ErrorMessages)+len(said.Errors) == 0 {
		return fmt.Errorf("%d %s: %s", code, http.StatusText(code), text)
	}
	l := said.ErrorMessages
	for _, field := range slices.Sorted(maps.Keys(said.Errors)) {
		l = append(l, field+": "+said.Errors[field])
	}
	return errors.New(strings.Join(l, " "))
}

// Create makes an issue, and gives its key.
func (p *Person) Create(project, kind, summary string) (string, error) {
	var out struct{ Key string }
	err := p.call(http.MethodPost, "/issue", obj{"fields": obj{"project": obj{"key": project}, "issuetype": obj{"name": kind}, "summary": summary}}, &out)
	return out.Key, err
}

// Make makes an issue of fields as a request has them, and gives its key.
func (p *Person) Make(fields map[string]any) (string, error) {
	var out struct{ Key string }
	err := p.call(http.MethodPost, "/issue", obj{"fields": fields}, &out)
	return out.Key, err
}

// Remark says something to the role Developers alone, or on a service desk to
// agents alone.
func (p *Person) Remark(key, body string) error {
	in := obj{"body": body}
	p.site.inside(in, key)
	return p.call(http.MethodPost, "/issue/"+key+"/comment", in, nil)
}

// Link links an issue to another by a type of links.
func (p *Person) Link(key, kind, to string) error {
	return p.call(http.MethodPost, "/issueLink", obj{"type": obj{"name": kind}, "inwardIssue": obj{"key": key}, "outwardIssue": obj{"key": to}}, nil)
}

// Attach attaches a file.
func (p *Person) Attach(key, name string, content []byte) error {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		return err
	}
	if _, err := part.Write(content); err != nil {
		return err
	}
	if err := form.Close(); err != nil {
		return err
	}
	r := httptest.NewRequest(http.MethodPost, "/rest/api/2/issue/"+key+"/attachments", &b)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("X-Atlassian-Token", "no-check")
	return p.do(r, nil)
}

// Get reads an issue.
func (p *Person) Get(key string) (map[string]any, error) {
	var out map[string]any
	err := p.call(http.MethodGet, "/issue/"+key, nil, &out)
	return out, err
}

// Edit changes an issue; change is the body of the request.
func (p *Person) Edit(key string, change map[string]any) error {
	return p.call(http.MethodPut, "/issue/"+key, change, nil)
}

// Comment says something.
func (p *Person) Comment(key, body string) error {
	return p.call(http.MethodPost, "/issue/"+key+"/comment", obj{"body": body}, nil)
}

// Move makes a transition, with a resolution where its screen wants one.
func (p *Person) Move(key, transition, resolution string) error {
	in := obj{"transition": obj{"id": transition}}
	for _, t := range transitions {
		if t.ID == transition && t.Resolves {
			in["fields"] = obj{"resolution": obj{"name": resolution}}
		}
	}
	return p.call(http.MethodPost, "/issue/"+key+"/transitions", in, nil)
}

// Delete deletes an issue and its sub-tasks, for which it takes an administrator.
func (p *Person) Delete(key string) error {
	return p.call(http.MethodDelete, "/issue/"+key+"?deleteSubtasks=true", nil, nil)
}

// Count is how many issues there are.
func (s *Site) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.issues)
}

// Hide hides an issue from an account.
func (s *Site) Hide(id int, from string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.issues[id]
	if i == nil {
		return fmt.Errorf("there is no issue %d", id)
	}
	i.Hidden[s.user(func(u *user) bool { return u.Name == from })] = true
	return nil
}

// MoveIssue takes an issue to another project, as a person does on the pages of
// Jira: its key changes, its id stays, and the former key leads to it. Its
// sub-tasks go with it.
func (s *Site) MoveIssue(id int, project, by string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, p := s.issues[id], s.project(project)
	if i == nil || p == nil {
		return fmt.Errorf("there is no issue %d, or no project %s", id, project)
	}
	u := s.user(func(u *user) bool { return u.Name == by })
	s.moveTo(i, p, u)
	for _, n := range slices.Sorted(maps.Keys(s.issues)) {
		if d := s.issues[n]; d.Parent == id && d.Type == "Sub-task" {
			s.moveTo(d, p, u)
		}
	}
	return nil
}

func (s *Site) moveTo(i *issue, p *project, by *user) {
	from, was := i.Key(), i.Project
	s.moved[from] = i.ID
	p.last++
	i.Project, i.Number = p, p.last
	h := s.touch(i, by,
		obj{"field": "project", "fieldtype": "jira", "from": strconv.Itoa(was.ID), "fromString": was.Name, "to": strconv.Itoa(p.ID), "toString": p.Name},
		obj{"field": "Key", "fieldtype": "jira", "from": nil, "fromString": from, "to": nil, "toString": i.Key()})
	s.tell(by, "jira:issue_updated", i, h)
}

// File is what is in an attachment.
func (s *Site) File(id string) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.files {
		if strconv.Itoa(f.ID) == id {
			return f.Bytes, true
		}
	}
	return nil, false
}

// Links are the addresses that an issue has links to.
func (p *Person) Links(key string) ([]string, error) {
	var out []struct{ Object struct{ URL string } }
	err := p.call(http.MethodGet, "/issue/"+key+"/remotelink", nil, &out)
	var l []string
	for _, r := range out {
		l = append(l, r.Object.URL)
	}
	return l, err
}
