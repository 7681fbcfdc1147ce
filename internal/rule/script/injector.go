package script

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script/scala"
)

// ownCredentials is what a rule gets where it asks for the node's credentials:
// they are sent with every call to the tracker, and shown to nobody.
const ownCredentials = "(the node sends its own credentials)"

// An injector gave the parts of the program that ran rules elsewhere. Here it
// gives those that have a meaning for a rule: the settings of the connection to
// the tracker, and the item.
type injector struct{ r *run }

func (i *injector) TypeName() string { return "play.api.inject.Injector" }

// GetProperty gives itself for injector.injector, as an application has it.
func (i *injector) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	return i, name == "injector", nil
}

// CallMethod has instanceOf. The injector may be called itself, as a method of
// the application.
func (i *injector) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if name == "call" && len(args) == 0 || name == "injector" && len(args) == 0 {
		return i, true, nil
	}
	if name != "instanceOf" && name != "getInstance" || len(args) != 1 {
		return nil, false, nil
	}
	class, _ := args[0].(*groovy.Class)
	if class == nil {
		return nil, false, nil
	}
	v, err := i.r.part(c, class.Name())
	return v, true, err
}

// part is the part of the program that a class names.
func (r *run) part(c *groovy.Context, class string) (any, error) {
	simple := simpleName(class)
	switch {
	case strings.Contains(simple, "GeneralSettings"):
		return &settingsStore{r}, nil
	case simple == "WSClient":
		return &wsClient{r}, nil
	case strings.HasSuffix(simple, "HubObjectService"):
		return &itemStore{r}, nil
	case strings.HasSuffix(simple, "ProcessorPreparationService"):
		return &preparation{}, nil
	case strings.HasSuffix(simple, "EventSchedulerService"):
		return &scheduler{r}, nil
	}
	return nil, refusePart(c, class)
}

// A settingsStore gives the settings of the connection to the tracker.
type settingsStore struct{ r *run }

func (s *settingsStore) TypeName() string {
	return "com.exalate.api.persistence.issuetracker.IGeneralSettingsRepository"
}

func (s *settingsStore) CallMethod(_ *groovy.Context, name string, args []any) (any, bool, error) {
	switch name {
	case "get", "find", "getSettings", "getGeneralSettings", "findGeneralSettings":
		return scala.Done(scala.Some(&settings{s.r})), true, nil
	}
	return nil, false, nil
}

// settings tell where the tracker is, and hide how the node logs in there.
type settings struct{ r *run }

var (
	_ groovy.PropertyGetter = (*settings)(nil)
	_ groovy.MemberLister   = (*settings)(nil)
)

func (s *settings) TypeName() string { return "com.exalate.api.domain.issuetracker.IGeneralSettings" }

// Properties are those that it tells.
func (s *settings) Properties() []string { return []string{"issueTrackerUrl", "nodeUrl"} }

// Methods is none besides.
func (s *settings) Methods() []string { return nil }

// GetProperty tells the address; of credentials that they are the node's.
func (s *settings) GetProperty(c *groovy.Context, name string) (any, bool, error) {
	lower := strings.ToLower(name)
	switch {
	case lower == "issuetrackerurl" || lower == "trackerurl" || lower == "url" || lower == "baseurl" || lower == "jiraurl" || lower == "organizationurl":
		return strings.TrimRight(s.r.in.Desk.URL("tracker"), "/"), true, nil // a path is put behind it
	case lower == "nodeurl" || lower == "exalateurl":
		return s.r.in.Desk.URL("node"), true, nil
	case strings.Contains(lower, "token"), strings.Contains(lower, "password"), strings.Contains(lower, "secret"), strings.Contains(lower, "key"),
		strings.Contains(lower, "user"), strings.Contains(lower, "credential"), strings.Contains(lower, "auth"):
		return ownCredentials, true, nil
	case strings.HasPrefix(name, "get") || name == "class" || name == "metaClass":
		return nil, false, nil
	}
	return nil, false, nil
}

// CallMethod has the same as methods: issueTrackerUrl() and getIssueTrackerUrl().
func (s *settings) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if len(args) != 0 {
		return nil, false, nil
	}
	if rest, ok := strings.CutPrefix(name, "get"); ok && rest != "" {
		name = lowerFirst(rest)
	}
	return s.GetProperty(c, name)
}

// A client is that of one tracker in the program that ran rules elsewhere:
// httpClient.azureClient. It has the WS client, the settings, and for calls what
// httpClient has.
type client struct{ r *run }

func (x *client) TypeName() string { return "com.exalate.api.issuetracker.IssueTrackerClient" }

// GetProperty gives its parts.
func (x *client) GetProperty(c *groovy.Context, name string) (any, bool, error) {
	return x.r.inside(c, name)
}

// CallMethod has its parts, and what httpClient has.
func (x *client) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if v, ok, err := x.r.insideCall(c, name, args); ok || err != nil {
		return v, ok, err
	}
	return x.r.http().CallMethod(c, name, args)
}

// http is the helper httpClient.
func (r *run) http() *helper {
	return &helper{r: r, names: []string{"httpClient"}, table: httpMethods}
}

// inside gives a part of the program that helpers and the context had as a
// property; ok is false for what is none.
func (r *run) inside(c *groovy.Context, name string) (any, bool, error) {
	switch name {
	case "ws", "wsClient":
		return &wsClient{r}, true, nil
	case "injector":
		return &injector{r}, true, nil
	case "generalSettingsService", "generalSettingsRepository", "generalSettingsPersistence", "gsp":
		return &settingsStore{r}, true, nil
	case "issueTrackerSettings", "generalSettings":
		return &settings{r}, true, nil
	case "executionContext":
		return &scala.Token{Class: "scala.concurrent.ExecutionContext", Name: "the rule's own thread"}, true, nil
	}
	if clients[name] {
		return &client{r}, true, nil
	}
	return nil, false, nil
}

// clients are the names that clients of trackers have as properties of helpers.
var clients = map[string]bool{
	"issueTrackerClient": true, "azureClient": true, "zendeskClient": true, "jiraClient": true, "jCloudClient": true, "jcloudClient": true,
	"githubClient": true, "gitHubClient": true, "serviceNowClient": true, "servicenowClient": true, "snowClient": true, "salesforceClient": true,
	"freshClient": true, "httpClient": true,
}

// insideCall is inside for methods.
func (r *run) insideCall(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch {
	case name == "thisJira" && len(args) >= 2:
		return r.thisTracker(c, args)
	case name == "authenticate" && len(args) >= 2:
		// The request is among the arguments; the node's credentials go with it anyhow.
		for _, a := range args {
			if o, ok := a.(*scala.Option); ok {
				if defined, _, _ := o.CallMethod(c, "isDefined", nil); defined == true {
					r.warn("authenticate: a rule calls the tracker as the node does, not as another user")
				}
			}
		}
		for _, a := range args {
			if q, ok := a.(*wsRequest); ok {
				return scala.Done(q), true, nil
			}
		}
		return nil, false, nil
	case len(args) != 0:
		return nil, false, nil
	case name == "getCredentials" || name == "credentials" || name == "getGeneralSettings":
		return scala.Done(&settings{r}), true, nil
	case strings.HasPrefix(name, "getAuth"):
		return scala.Done(ownCredentials), true, nil
	}
	if rest, ok := strings.CutPrefix(name, "get"); ok && rest != "" {
		name = lowerFirst(rest)
	}
	return r.inside(c, name)
}

// thisTracker is httpClient.thisJira(path, method, content type, body): a request
// to the connected tracker.
func (r *run) thisTracker(c *groovy.Context, args []any) (any, bool, error) {
	s, err := texts(c, args[:2])
	if err != nil {
		return nil, true, err
	}
	q := &wsRequest{r: r, url: s[0], method: strings.ToUpper(s[1])}
	if len(args) > 2 && args[2] != nil {
		if q.header, err = pairs(c, []any{"Content-Type", args[2]}); err != nil {
			return nil, true, err
		}
	}
	if len(args) > 3 {
		q.body = args[3]
	}
	return q, true, nil
}
