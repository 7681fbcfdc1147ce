package script

import (
	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script/scala"
)

// An itemStore is what class libraries made, read and wrote items with in the
// program that ran rules elsewhere. Here the item is made by store(issue), read
// as the rule sees it, and written when the rule is done, as always.
type itemStore struct{ r *run }

func (s *itemStore) TypeName() string {
	return "com.exalate.replication.services.api.issuetracker.hubobject.ITrackerHubObjectService"
}

// CallMethod has what makes, reads and writes the item of this rule.
func (s *itemStore) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch name {
	case "createEntity", "createIssue":
		for _, a := range args {
			if o, ok := a.(*Object); ok && o.kind.Name == "item" && o != s.r.before && o != s.r.replica {
				if _, err := s.r.store(c, []any{o}); err != nil {
					return nil, true, stopping(c, err)
				}
				return scala.Done(scala.Tuple{s.r.keyObject(), scala.NewSeq(s.r.traces.Items()...)}), true, nil
			}
		}
		return nil, true, c.Throw("java.lang.IllegalArgumentException", name+" takes the item to be made: use store(issue)")
	case "updateEntity", "updateIssue":
		// What the rule sets is written when it is done.
		return scala.Done(scala.NewSeq(s.r.traces.Items()...)), true, nil
	case "getHubPayloadFromTracker", "getHubPayload", "getHubIssueFromTracker":
		if s.isOurs(args) {
			return scala.Done(scala.Some(map[string]any{"hubIssue": s.r.item, "hubEntity": s.r.item})), true, nil
		}
		return nil, true, c.Throw("java.lang.SecurityException", name+" reads the item of this rule alone; of another, use httpClient.get with its path in the tracker's REST API")
	case "getLocalKeyById", "getLocalKey":
		if s.isOurs(args) {
			return scala.Done(scala.Some(s.r.keyObject())), true, nil
		}
		return scala.Done(scala.None), true, nil
	}
	return nil, false, nil
}

// isOurs tells whether a key object or an id names the item of this rule.
func (s *itemStore) isOurs(args []any) bool {
	id := s.r.item.text("id")
	if id == "" {
		return false
	}
	switch x := first(args).(type) {
	case *Object:
		return x.idText() == id || x == s.r.item
	case nil:
		return false
	default:
		return plainText(x) == id
	}
}

// A preparation made an item ready to be written in the program that ran rules
// elsewhere. Here it is.
type preparation struct{}

func (preparation) TypeName() string {
	return "com.exalate.api.hubobject.v1.IHubIssueProcessorPreparationService"
}

// CallMethod gives the item as it is.
func (preparation) CallMethod(_ *groovy.Context, name string, args []any) (any, bool, error) {
	if name != "prepareLocalHubIssueViaPrevious" || len(args) < 2 {
		return nil, false, nil
	}
	return args[1], true, nil
}

// A scheduler told the other side of an item.
type scheduler struct{ r *run }

func (s *scheduler) TypeName() string {
	return "com.exalate.replication.services.api.replication.IEventSchedulerService"
}

// CallMethod starts syncing an item, or tells of it again, as
// syncHelper.exalate does.
func (s *scheduler) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch name {
	case "schedulePairOrSyncEvent", "scheduleSyncEvent", "schedulePairEvent":
		for _, a := range args {
			if o, ok := a.(*Object); ok && o.kind.Name == "issueKey" {
				s.r.out.Expose = append(s.r.out.Expose, export(o))
				return nil, true, nil
			}
		}
	}
	return nil, false, nil
}
