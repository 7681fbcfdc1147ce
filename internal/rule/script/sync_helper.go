package script

import "github.com/entwine-sync/entwine/groovy"

var syncMethods = methods(
	Method{Name: "syncBackAfterProcessing", Mark: "D", Doc: "once this message is applied, tell the other side of this item as if it had changed",
		call: func(r *run, c *groovy.Context, _ []any) (any, error) { r.out.SyncBack = true; return nil, nil }},
	Method{Name: "unExalateAfterProcessing", Mark: "D", Doc: "once this message is applied, stop syncing this pair",
		call: func(r *run, c *groovy.Context, _ []any) (any, error) { r.out.Stop = true; return nil, nil }},
	Method{Name: "exalate", Args: []string{"issueKey"}, Mark: "C", Doc: "start syncing another item over this connection",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			o, ok := a[0].(*Object)
			if !ok {
				return nil, c.Throw("java.lang.IllegalArgumentException", "exalate takes a key object: syncHelper.exalate(new BasicIssueKey(id, key))")
			}
			r.out.Expose = append(r.out.Expose, export(o))
			return nil, nil
		}},
	underSync("isUnderSync", "id"), underSync("isUnderSync", "id", "type"), underSync("isUnderSync", "id", "type", "connection"),
	underSync("isIssueUnderSync", "id"),
	twin("getLocalIssueKeyFromRemoteId", "remoteId"), twin("getLocalIssueKeyFromRemoteId", "remoteId", "entityType"),
	twin("getLocalIssueFromRemoteId", "remoteId"), twin("getLocalIssueFromRemoteId", "remoteId", "entityType"),
	twin("getLocalIssueFromRemoteUrn", "remoteKey"), twin("getLocalIssueFromRemoteUrn", "remoteKey", "entityType"),
	address("getTrackerUrl", "tracker", "the address of this tracker"),
	address("getRemoteTrackerUrl", "remoteTracker", "the address of the other tracker"),
	address("getRemoteIssueUrl", "remoteIssue", "the address of the twin"),
	address("getExalateUrl", "node", "the address of this node"),
	address("getRemoteExalateUrl", "remoteNode", "the address of the other node"),
)

func underSync(name string, args ...string) Method {
	return Method{Name: name, Args: args, Mark: "D", Doc: "whether an item of this tracker is synced, over any connection or the one of that name",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil || s[0] == "" {
				return false, err
			}
			connection := ""
			if len(s) == 3 {
				connection = s[2]
			}
			return r.in.Desk.UnderSync(c.Context(), s[0], connection)
		}}
}

func address(name, of, doc string) Method {
	return Method{Name: name, Mark: "D", Doc: doc,
		call: func(r *run, _ *groovy.Context, _ []any) (any, error) { return r.in.Desk.URL(of), nil }}
}

var debugMethods = methods(
	Method{Name: "error", Args: []string{"text"}, Mark: "D", Doc: "stops this item with the text, the replica and the item, until somebody retries it",
		call: func(r *run, c *groovy.Context, a []any) (any, error) {
			s, err := texts(c, a)
			if err != nil {
				return nil, err
			}
			text := s[0] + "\n\nreplica: " + canonical(r.replica.export(0)) + "\nissue: " + canonical(r.item.export(0))
			if err := c.Alloc(len(text)); err != nil {
				return nil, err
			}
			return nil, c.Throw(trackerException, text)
		}},
)

var logMethods = methods(
	logging("info"), logging("debug"), logging("warn"), logging("error"), logging("trace"),
	loggingWith("info"), loggingWith("debug"), loggingWith("warn"), loggingWith("error"), loggingWith("trace"),
)

func logging(level string) Method {
	return Method{Name: level, Args: []string{"text"}, Mark: "D", Doc: "a line in the node's log; stops nothing",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return nil, r.log(c, level, a) }}
}

func loggingWith(level string) Method {
	return Method{Name: level, Args: []string{"text", "throwable"}, Mark: "D", Doc: "a line in the node's log with an exception; stops nothing",
		call: func(r *run, c *groovy.Context, a []any) (any, error) { return nil, r.log(c, level, a) }}
}

// mostLogs is how many lines of a run are kept: enough for a long rule's own
// trail, and no way to fill a disk.
const mostLogs = 1000

func (r *run) log(c *groovy.Context, level string, a []any) error {
	text, err := c.Text(a[0])
	if err != nil {
		return err
	}
	if len(a) == 2 && a[1] != nil {
		more, err := c.Text(a[1])
		if err != nil {
			return err
		}
		text += ": " + more
	}
	if err := c.Alloc(len(text)); err != nil {
		return err
	}
	if len(r.out.Logs) < mostLogs {
		r.out.Logs = append(r.out.Logs, Log{Level: level, Text: text, Line: c.Where().Line})
	} else if len(r.out.Logs) == mostLogs {
		r.out.Logs = append(r.out.Logs, Log{Level: "warn", Text: "the rule wrote more than 1,000 lines; the rest is left out"})
	}
	return nil
}
