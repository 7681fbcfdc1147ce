package storm

import (
	"context"
	"fmt"
	"net/url"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
	"github.com/entwine-sync/entwine/internal/world"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// schemaDisk is a schema of a PostgreSQL database.
type schemaDisk struct {
	t   *testing.T
	url string
}

func (d schemaDisk) Open(ctx context.Context) (store.Store, error) {
	return postgres.Open(ctx, d.url, postgres.Options{Connections: 4})
}

func (d schemaDisk) schema() string {
	u, err := url.Parse(d.url)
	if err != nil {
		d.t.Fatal(err)
	}
	return u.Query().Get("search_path")
}

// Copy makes a schema with the same rows, and numbers that go on from there.
func (d schemaDisk) Copy(ctx context.Context) (world.Disk, error) {
	to := schemaDisk{d.t, pgtest.URL(d.t)}
	s, err := to.Open(ctx) // makes the tables
	if err != nil {
		return nil, err
	}
	defer s.Close()
	c, err := pgx.Connect(ctx, to.url)
	if err != nil {
		return nil, err
	}
	defer c.Close(ctx)
	return to, pgx.BeginFunc(ctx, c, func(q pgx.Tx) error {
		for _, table := range []string{"ends", "traces", "events", "faults", "pauses", "histories", "bulks", "audits", "meta", "rules", "attachments", "blobs"} {
			if _, err := q.Exec(ctx, fmt.Sprintf("INSERT INTO %s SELECT * FROM %s.%s", table, d.schema(), table)); err != nil {
				return err
			}
		}
		for table, number := range map[string]string{"events": "position", "faults": "number", "histories": "number", "bulks": "number", "audits": "number"} {
			_, err := q.Exec(ctx, fmt.Sprintf("SELECT setval(pg_get_serial_sequence('%s', '%s'), (SELECT last_value FROM %s.%s_%s_seq))",
				table, number, d.schema(), table, number))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Stories are told on PostgreSQL too, one process at a time.
func TestStormOnPostgres(t *testing.T) {
	n := uint64(6)
	if testing.Short() {
		n = 2
	}
	for seed := uint64(1); seed <= n; seed++ {
		r := play(t, Story{Seed: seed, Plain: []string{"sqlite"}, bend: func(o *world.Options) {
			for i := range o.Disks {
				o.Disks[i] = schemaDisk{t, pgtest.URL(t)}
			}
		}})
		if len(r.Violations) > 0 {
			t.Errorf("seed %d: %v", seed, r.Violations)
		}
		if same := play(t, Story{Seed: seed, Plain: []string{"sqlite"}}); same.Digest != r.Digest {
			t.Errorf("seed %d takes another course than in memory", seed)
		}
	}
}
