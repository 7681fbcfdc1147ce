package described

import sim "github.com/entwine-sync/entwine/internal/sim/jira"

// deviations are where a description is not followed, each with the reason.
var deviations = []struct {
	dialects []sim.Dialect
	pattern  string // of the complaint
	reason   string
}{
	{[]sim.Dialect{sim.Server6, sim.Server7, sim.Server8, sim.DC10}, `^GET /secure/attachment/`, "the bytes of attachments are not part of the interface; its answers name this address"},
	{[]sim.Dialect{sim.Cloud}, `^GET /file/`, "the store to which the interface leads, which is nobody's business but the store's"},
	{[]sim.Dialect{sim.Cloud}, `^GET /rest/api/2/serverInfo: there is no such operation`, "of the second version, which all have: the one way to learn which there is"},
	{sim.Dialects, `^(GET|POST) /rest/agile/`, "another product's interface, described in a document of its own"},
	{[]sim.Dialect{sim.Cloud}, `^(GET|POST) /oauth/token`, "where apps are let in is described in prose, apart from the interface"},
	{[]sim.Dialect{sim.DC10}, `^POST /rest/oauth2/latest/token`, "as above"},
	{servers, `^POST /plugins/servlet/oauth/`, "as above"},
	{sim.Dialects, `^(GET|POST) /rest/servicedeskapi/`, "another product's interface, described in prose"},
	{sim.Dialects, `^(GET|POST|PUT|DELETE) /rest/(webhooks|jira-webhook)/1.0/`, "webhooks of administrators are described in prose"},
	{servers, `/transitions: there is no parameter expand`, "named in the text of the operation, not in its list of parameters"},
	{[]sim.Dialect{sim.Server6, sim.Server7}, `/createmeta: there is no parameter expand`, "named in the text of the operation, not in its list of parameters"},
	{[]sim.Dialect{sim.Server6, sim.Server7}, `/createmeta/ACME/issuetypes/[0-9]+: there is no such operation`, "asked for first, since it is found by asking which of the two there is"},
	{[]sim.Dialect{sim.Cloud, sim.DC10}, `is not valid date-time: invalid time element: offset`, "Jira writes offsets without a colon, in the vendor's own examples too"},
	{sim.Dialects, `items/[0-9]+/(from|fromString|to|toString): got null`, "a change from or to nothing has null there, in the vendor's own examples too"},
	{[]sim.Dialect{sim.Cloud}, `POST|PUT .*/worklog.* sends at /started: .* is not valid date-time`, "as above"},
	{[]sim.Dialect{sim.Cloud, sim.DC10}, `/remotelink is answered at : got array`, "the document describes one link; its own example is a list"},
	{[]sim.Dialect{sim.DC10}, `at (/issues/[0-9]+)?/fields/[a-zA-Z0-9_]+: got (null|string|number|array), want object`, "the document says of every field that it is an object"},
	{[]sim.Dialect{sim.DC10}, `/value: got object, want string`, "properties hold any JSON"},
	{[]sim.Dialect{sim.DC10}, `(/status|/attachments|/field|/resolution|/priority|/issuetype|/versions|/components|/user/search) is answered at : got array, want object`, "the document describes one element of the list"},
	{[]sim.Dialect{sim.Server6}, `^(POST /rest/api/2/(issue|issueLink)|PUT /rest/api/2/issue/[^/]+) is answered 20[14], and described are`, "the description says 200, its own prose and those of all later versions 201 for what is made and 204 for an answer without a body"},
	{servers, `/remotelink is answered 201, and described are`, "the description says 200 for links that are made or changed, that of version 10 201 for those that are made"},
	{[]sim.Dialect{sim.Server6}, `^GET /rest/api/2/issue/[^/]+ is answered at /fields/(updated|worklog|comment): got (string|object)`, "the example counts the fields of an issue through and shows lists where all recorded answers have pages"},
	{[]sim.Dialect{sim.Server6, sim.Server7, sim.Server8}, `^POST /rest/api/2/issue/[^/]+/attachments is answered at /[0-9]+: additional properties 'id' not allowed`, "all recorded answers have it, and there would be no way to name what was attached"},
	{[]sim.Dialect{sim.Server7, sim.Server8}, `^GET /rest/api/2/issue/[^/]+ is answered at /properties: additional properties`, "properties have names of those who set them"},
	{[]sim.Dialect{sim.Server7, sim.Server8}, `^GET /rest/api/2/issue/[^/]+/comment/[0-9]+ is answered at : additional properties`, "the schema is that of a page of comments, the example is one comment"},
}

var servers = []sim.Dialect{sim.Server6, sim.Server7, sim.Server8, sim.DC10}
