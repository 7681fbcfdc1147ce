package memory

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// rules implements store.Rules. There are as many as an owner published: few.
type rules struct{ t *tx }

func (r rules) Get(c hub.ConnectionID, side hub.Side, n int) (*store.RuleVersion, error) {
	st, err := r.t.read()
	if err == nil {
		if v, ok := st.rules.get(ruleKey{c, side, number(n)}); ok {
			as := *v
			as.Files = maps.Clone(v.Files)
			return &as, nil
		}
		err = store.ErrNone
	}
	return nil, fmt.Errorf("get rules %d of %s, %s: %w", n, c, side, err)
}

func (r rules) Put(v *store.RuleVersion) error {
	as := *v
	as.At = store.Stored(v.At)
	kept := new(store.RuleVersion)
	if b, err := json.Marshal(&as); err != nil {
		return fmt.Errorf("put rules %d of %s, %s: %w", v.Number, v.Connection, v.Side, err)
	} else if err := json.Unmarshal(b, kept); err != nil {
		return fmt.Errorf("put rules %d of %s, %s: %w", v.Number, v.Connection, v.Side, err)
	}
	st, err := r.t.write()
	if err != nil {
		return err
	}
	k := ruleKey{v.Connection, v.Side, number(v.Number)}
	if _, there := st.rules.get(k); there && v.Number != 0 {
		return fmt.Errorf("put rules %d of %s, %s: %w", v.Number, v.Connection, v.Side, errPublished)
	}
	st.rules.set(st.owner, k, kept)
	return nil
}

var errPublished = errors.New("they are published already")

func (r rules) DropDraft(c hub.ConnectionID, side hub.Side) error {
	st, err := r.t.write()
	if err != nil {
		return err
	}
	k := ruleKey{c, side, 0}
	if _, there := st.rules.get(k); there {
		st.rules.del(st.owner, k)
	}
	return nil
}

func (r rules) List(c hub.ConnectionID, side hub.Side, limit int) ([]store.RuleVersion, error) {
	st, err := r.t.read()
	if err != nil {
		return nil, err
	}
	var list []store.RuleVersion
	st.rules.down(ruleKey{c, side, last}, func(k ruleKey, v *store.RuleVersion) bool {
		if k.connection != c || k.side != side || k.number <= 0 {
			return false
		}
		as := *v
		as.Files = nil
		return collect(&list, limit, as) || limit <= 0
	})
	return list, nil
}
