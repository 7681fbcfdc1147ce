package storetest

import (
	"fmt"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var ruleCases = []kase{
	{name: "a version comes back with its files", run: ruleLife},
	{name: "a published version stays as it is", run: rulesStay},
	{name: "the draft is replaced, and dropped", run: ruleDraft},
	{name: "versions are listed newest first, each side apart", run: ruleList},
}

func version(n, minute int) *store.RuleVersion {
	return &store.RuleVersion{
		Connection: "c1", Side: hub.Acceptor, Number: n, At: inMillis(at(minute)), Who: odd, Note: odd, Of: n - 1, Digest: fmt.Sprint("d", n),
		Files: map[string]string{"incoming.groovy": odd, "tables/" + odd + ".csv": hugeText(1 << 16), "empty": ""},
	}
}

func (s *subject) putRules(list ...*store.RuleVersion) {
	s.Helper()
	s.update(func(tx store.Tx) error {
		for _, v := range list {
			if err := tx.Rules().Put(v); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *subject) expectRules(what string, n int, want *store.RuleVersion) {
	s.Helper()
	s.view(func(tx store.Tx) error {
		got, err := tx.Rules().Get("c1", hub.Acceptor, n)
		if err == nil {
			s.equal(what, got, want)
			got.Files["incoming.groovy"] = "changed by the caller"
			if got, err = tx.Rules().Get("c1", hub.Acceptor, n); err == nil {
				s.equal(what+", got again", got, want)
			}
		}
		return err
	})
}

func ruleLife(s *subject) {
	read := func(n int) func(tx store.Tx) error {
		return func(tx store.Tx) error { _, err := tx.Rules().Get("c1", hub.Acceptor, n); return err }
	}
	s.none("version 1", read(1))
	s.none("draft", read(0))
	v := version(1, 1)
	v.At = at(1) // with more digits than are stored
	s.putRules(v)
	s.expectRules("version 1", 1, version(1, 1))
	s.none("draft", read(0))
	s.none("version 2", read(2))
	s.none("other side", func(tx store.Tx) error { _, err := tx.Rules().Get("c1", hub.Initiator, 1); return err })
	s.none("other connection", func(tx store.Tx) error { _, err := tx.Rules().Get("c2", hub.Acceptor, 1); return err })
}

func rulesStay(s *subject) {
	s.putRules(version(1, 1))
	again := version(1, 2)
	again.Files = map[string]string{"incoming.groovy": "other"}
	if err := s.Update(s.ctx, func(tx store.Tx) error { return tx.Rules().Put(again) }); err == nil {
		s.Errorf("version 1 was put a second time")
	}
	s.expectRules("version 1", 1, version(1, 1))
}

func ruleDraft(s *subject) {
	s.putRules(version(1, 1), version(0, 2))
	s.expectRules("draft", 0, version(0, 2))
	again := version(0, 3)
	again.Files = map[string]string{"incoming.groovy": "other"}
	s.putRules(again)
	s.expectRules("draft put again", 0, again)
	for range 2 { // the second drops nothing
		s.update(func(tx store.Tx) error { return tx.Rules().DropDraft("c1", hub.Acceptor) })
	}
	s.none("draft", func(tx store.Tx) error { _, err := tx.Rules().Get("c1", hub.Acceptor, 0); return err })
	s.expectRules("version 1", 1, version(1, 1))
}

func ruleList(s *subject) {
	expect := func(limit int, want ...int) {
		s.Helper()
		s.view(func(tx store.Tx) error {
			list, err := tx.Rules().List("c1", hub.Acceptor, limit)
			got := []store.RuleVersion{}
			got = append(got, list...)
			all := []store.RuleVersion{}
			for _, n := range want {
				v := version(n, n)
				v.Files = nil
				all = append(all, *v)
			}
			s.equal(fmt.Sprint("limit ", limit), got, all)
			return err
		})
	}
	expect(0)
	other := version(7, 1)
	other.Side = hub.Initiator
	elsewhere := version(8, 1)
	elsewhere.Connection = "c0"
	s.putRules(version(1, 1), other, version(0, 9), version(2, 2), elsewhere, version(10, 10))
	expect(0, 10, 2, 1)
	expect(2, 10, 2)
	expect(9, 10, 2, 1)
}
