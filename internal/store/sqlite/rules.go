package sqlite

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var (
	ruleGet = newQuery(`SELECT body, files FROM rules WHERE connection = ? AND side = ? AND number = ?`)
	ruleAdd = newQuery(`INSERT INTO rules (connection, side, number, body, files) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (connection, side, number) DO NOTHING`)
	rulePut = newQuery(`INSERT INTO rules (connection, side, number, body, files) VALUES (?, ?, 0, ?, ?)
		ON CONFLICT (connection, side, number) DO UPDATE SET body = excluded.body, files = excluded.files`)
	ruleDrop = newQuery(`DELETE FROM rules WHERE connection = ? AND side = ? AND number = 0`)
	ruleList = newQuery(`SELECT body FROM rules WHERE connection = ? AND side = ? AND number > 0 ORDER BY number DESC LIMIT ?`)
)

// rules implements store.Rules. The files have a column of their own: a list
// does not read them.
type rules struct{ t *tx }

func (r rules) Get(c hub.ConnectionID, side hub.Side, n int) (*store.RuleVersion, error) {
	found, err := r.t.one(ruleGet, string(c), string(side), int64(n))
	if err != nil {
		return nil, fmt.Errorf("get rules %d of %s, %s: %w", n, c, side, err)
	}
	v, err := readRules(found.text(0))
	if err == nil && found.text(1) != "null" {
		if err = json.Unmarshal([]byte(found.text(1)), &v.Files); err != nil {
			err = errors.Join(errBody, err)
		}
	}
	return v, err
}

func (r rules) Put(v *store.RuleVersion) error {
	as := *v
	as.At, as.Files = store.Stored(v.At), nil
	body, err := json.Marshal(as)
	if err != nil {
		return fmt.Errorf("put rules %d of %s, %s: %w", v.Number, v.Connection, v.Side, err)
	}
	files, err := json.Marshal(v.Files)
	if err != nil {
		return fmt.Errorf("put rules %d of %s, %s: %w", v.Number, v.Connection, v.Side, err)
	}
	if v.Number == 0 {
		_, err = r.t.exec(rulePut, string(v.Connection), string(v.Side), string(body), string(files))
		return err
	}
	res, err := r.t.exec(ruleAdd, string(v.Connection), string(v.Side), int64(v.Number), string(body), string(files))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("put rules %d of %s, %s: they are published already", v.Number, v.Connection, v.Side))
	}
	return nil
}

func (r rules) DropDraft(c hub.ConnectionID, side hub.Side) error {
	_, err := r.t.exec(ruleDrop, string(c), string(side))
	return err
}

func (r rules) List(c hub.ConnectionID, side hub.Side, limit int) ([]store.RuleVersion, error) {
	var list []store.RuleVersion
	err := r.t.each(ruleList, func(found row) error {
		v, err := readRules(found.text(0))
		if err == nil {
			list = append(list, *v)
		}
		return err
	}, string(c), string(side), orAll(limit))
	return list, err
}

func readRules(body string) (*store.RuleVersion, error) {
	v := new(store.RuleVersion)
	if err := json.Unmarshal([]byte(body), v); err != nil {
		return nil, errors.Join(errBody, err)
	}
	return v, nil
}
