package node

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/internal/secret"
	"github.com/entwine-sync/entwine/tracker"
)

// Kinds tells config what the kinds of tracker want to be told.
func Kinds(specs []tracker.Spec) []config.Kind {
	kinds := make([]config.Kind, len(specs))
	for i, s := range specs {
		kinds[i].Name = s.Kind
		for _, t := range s.Settings {
			kinds[i].Settings = append(kinds[i].Settings, config.Setting{
				Name: t.Name, Required: t.Required, Secret: t.Secret, Default: t.Default,
				Path: t.Name == "path", // the one name a folder on this machine has
			})
		}
	}
	return kinds
}

// Trackers are the connectors of a config, by name, with the HTTP clients they
// were given. Accounts that two of them share are paced together.
type Trackers struct {
	byName  map[string]tracker.Connector
	clients map[string]*rest.Client
}

// Get returns a tracker's connector, nil if there is none of that name.
func (t *Trackers) Get(name string) tracker.Connector { return t.byName[name] }

// Close gives back what the connectors hold.
func (t *Trackers) Close() error {
	var errs []error
	for _, c := range t.byName {
		if cl, ok := c.(tracker.Closer); ok {
			errs = append(errs, cl.Close())
		}
	}
	for _, c := range t.clients {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// Connect makes the connectors of a config, without I/O. What a kind refuses
// comes as config.Problems, all at once.
func Connect(cfg *config.Config, specs []tracker.Spec, log *slog.Logger, now func() time.Time) (*Trackers, error) {
	all := &Trackers{byName: map[string]tracker.Connector{}, clients: map[string]*rest.Client{}}
	pacers, vault := &rest.Pacers{}, secret.NewVault(filepath.Join(cfg.Node.Data, secretsFolder))
	var problems config.Problems
	for i := range cfg.Trackers {
		t := &cfg.Trackers[i]
		k := slices.IndexFunc(specs, func(s tracker.Spec) bool { return s.Kind == t.Kind })
		if k < 0 {
			return nil, fmt.Errorf("tracker %s: this program knows no kind %s", t.Name, t.Kind)
		}
		log := log.With("tracker", t.Name)
		client, err := rest.Open(restOptions(t, pacers, log, now))
		if err == nil {
			all.clients[t.Name] = client
			all.byName[t.Name], err = specs[k].New(t.Settings, tracker.Env{
				HTTP: client.HTTP(), Log: log, Now: now, Check: rest.Check, Keep: keeper{vault, t.Name, client},
			})
		}
		if err != nil {
			delete(all.byName, t.Name)
			problems = append(problems, problem(cfg, "trackers."+t.Name, err))
		}
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems, all.Close())
	}
	return all, nil
}

// secretsFolder is the folder below the node's data where trackers keep secrets.
const secretsFolder = "secrets"

// keeper keeps the secrets of one tracker.
type keeper struct {
	vault   *secret.Vault
	tracker string
	client  *rest.Client
}

// Keep implements tracker.Keeper.
func (k keeper) Keep(ctx context.Context, name string, change func(string) (string, error)) error {
	return k.vault.Change(ctx, hex.EncodeToString([]byte(k.tracker))+"."+name, func(was string) (string, error) {
		k.client.Hide(was)
		next, err := change(was)
		k.client.Hide(next)
		return next, err
	})
}

// Hide implements tracker.Keeper.
func (k keeper) Hide(values ...string) { k.client.Hide(values...) }

// restOptions says how a tracker is called. An address has the name url in
// every kind; the secrets together stand for the account.
func restOptions(t *config.Tracker, pacers *rest.Pacers, log *slog.Logger, now func() time.Time) rest.Options {
	o := rest.Options{Site: t.Name, Pacers: pacers, Log: log, Now: now}
	o.Pace.Rate = float64(t.Rate)
	o.Proxy = rest.Proxy{URL: t.Proxy, Except: t.Except}
	if u := t.Settings["url"]; u != "" {
		o.Site = u
	}
	account := ""
	for _, v := range t.Secrets() {
		o.Secrets = append(o.Secrets, secret.New(v))
		if v != t.Hook {
			account += v + "\x00"
		}
	}
	o.Credential = secret.New(account)
	return o
}

// problem says where in the config the cause of a tracker's error stands.
func problem(cfg *config.Config, key string, err error) config.Problem {
	e := hub.AsError(err)
	if e.Field != "" {
		key += "." + e.Field
	}
	msg := e.Message
	if e.Code == hub.Internal {
		msg = err.Error()
	}
	return config.Problem{Place: cfg.Place(key), Key: key, Message: msg}
}
