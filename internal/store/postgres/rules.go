package postgres

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// rules implements store.Rules. The files have a column of their own: a list
// does not read them.
type rules struct{ t *tx }

func (r rules) Get(c hub.ConnectionID, side hub.Side, n int) (*store.RuleVersion, error) {
	body, files := "", ""
	err := r.t.one(`SELECT body, files FROM rules WHERE connection = $1 AND side = $2 AND number = $3`,
		[]any{text(c), text(side), n}, &body, &files)
	if err != nil {
		return nil, fmt.Errorf("get rules %d of %s, %s: %w", n, c, side, err)
	}
	v, err := readJSON[store.RuleVersion](body)
	if err == nil && files != "null" {
		if err = json.Unmarshal([]byte(files), &v.Files); err != nil {
			err = errors.Join(errBody, err)
		}
	}
	return v, err
}

func (r rules) Put(v *store.RuleVersion) error {
	c := *v
	c.At, c.Files = store.Stored(v.At), nil
	body, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("put rules %d of %s, %s: %w", v.Number, v.Connection, v.Side, err)
	}
	files, err := json.Marshal(v.Files)
	if err != nil {
		return fmt.Errorf("put rules %d of %s, %s: %w", v.Number, v.Connection, v.Side, err)
	}
	again := "NOTHING"
	if v.Number == 0 {
		again = "UPDATE SET body = excluded.body, files = excluded.files"
	}
	n, err := r.t.exec(`INSERT INTO rules (connection, side, number, body, files) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (connection, side, number) DO `+again, text(v.Connection), text(v.Side), v.Number, string(body), string(files))
	if err == nil && n == 0 {
		err = fmt.Errorf("put rules %d of %s, %s: they are published already", v.Number, v.Connection, v.Side)
	}
	return err
}

func (r rules) DropDraft(c hub.ConnectionID, side hub.Side) error {
	_, err := r.t.exec(`DELETE FROM rules WHERE connection = $1 AND side = $2 AND number = 0`, text(c), text(side))
	return err
}

func (r rules) List(c hub.ConnectionID, side hub.Side, limit int) ([]store.RuleVersion, error) {
	var list []store.RuleVersion
	err := r.t.each(`SELECT body FROM rules WHERE connection = $1 AND side = $2 AND number > 0 ORDER BY number DESC LIMIT $3`,
		[]any{text(c), text(side), orAll(limit)}, func(found pgx.Rows) error {
			body := ""
			if err := found.Scan(&body); err != nil {
				return err
			}
			v, err := readJSON[store.RuleVersion](body)
			if err == nil {
				list = append(list, *v)
			}
			return err
		})
	return list, err
}
