package rt

import (
	"regexp"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/hub"
)

// What RT says to an update is a list of sentences, in the language of the
// account, some of which may be refusals. Whether something was refused is found
// by reading the ticket again; the sentences say why.

// refusals are how RT's refusals go, in English, with the field that they are
// about and whether the rights are to blame.
var refusals = sync.OnceValue(func() []refusal {
	return []refusal{
		{regexp.MustCompile(`(?i)permission denied|no permission|you don't have|not allowed`), "", true},
		{regexp.MustCompile(`(?i)may not own tickets`), "assignee", false},
		{regexp.MustCompile(`(?i)that user does not exist|that user may not|you can only (re)?assign|you may not|already owns that ticket`), "assignee", false},
		{regexp.MustCompile(`(?i)isn't a valid status|can't change status|unresolved dependencies`), "status", false},
		{regexp.MustCompile(`(?i)queue .* does not exist|that queue does not exist|you may not create requests in that queue|is not a valid queue`), "project", false},
		{regexp.MustCompile(`(?i)couldn't resolve .* into a link|link could not be created|can't link|invalid link|link not found`), "links", false},
		{regexp.MustCompile(`(?i)invalid value for custom field|must match|custom field value .* could not be (found|added)|is not a valid (value|ip)|does not apply`), "customFields", false},
		{regexp.MustCompile(`(?i)could not (find|load|create|parse)|couldn't (find|load|create|parse)|is not a valid email|is already`), "", false},
	}
})

type refusal struct {
	like   *regexp.Regexp
	field  string // "" of any field
	denied bool
}

// sentences cleans what RT answered: each begins with the number of the ticket.
func sentences(answer []text) []string {
	var l []string
	for _, t := range answer {
		s := strings.TrimSpace(ticketPrefix.ReplaceAllString(string(t), ""))
		if s != "" {
			l = append(l, s)
		}
	}
	return l
}

var ticketPrefix = regexp.MustCompile(`^Ticket [0-9]+: `)

// reason finds the sentence that says why a field was refused, and whether it is
// for want of a right. A general one counts where no other does.
func reason(said []string, field string) (why string, denied bool) {
	group := field
	switch {
	case strings.HasPrefix(field, "customFields."):
		group = "customFields"
	case field == "parent":
		group = "links"
	}
	for _, want := range []string{group, ""} {
		for _, s := range said {
			for _, r := range refusals() {
				if r.field == want && r.like.MatchString(s) {
					return s, r.denied
				}
			}
		}
	}
	return "", false
}

// refused is the error for a field that does not show what was written.
func refused(said []string, field string) error {
	why, denied := reason(said, field)
	e := &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Field: field}
	if denied {
		e.Code = hub.Denied
	}
	switch {
	case why != "":
		e.Message = "RT did not change " + field + ": " + why
	case len(said) > 0:
		e.Message = "RT did not change " + field + "; it said: " + strings.Join(said, "; ")
	default:
		e.Message = "RT answered success and did not change " + field
	}
	if r := []rune(e.Message); len(r) > mostSaid {
		e.Message = string(r[:mostSaid]) + "…"
	}
	return e
}

// mostSaid is how many letters of a refusal an owner is shown: values are
// repeated in it whole.
const mostSaid = 400
