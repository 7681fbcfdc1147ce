package rt

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// people remembers accounts: tickets name them by login alone.
type people struct {
	c      *connector
	mu     sync.Mutex
	byName map[string]person // by login in small letters
	turn   web.Turn          // of whoever reads accounts: many tickets name the same
}

type person struct {
	account
	read time.Time
}

// knownFor is how long an account's name and mail are taken for right.
const knownFor = time.Hour

// nobody is whom RT names where a ticket has no owner.
const nobody = "Nobody"

// askedAtOnce is how many accounts are asked for in one request.
const askedAtOnce = 50

// look reads the accounts with these logins that are not known yet, many at
// once: each request costs RT the check of our token.
func (p *people) look(ctx context.Context, logins ...string) error {
	if len(p.unknown(logins)) == 0 {
		return nil
	}
	end, err := p.turn.Take(ctx)
	if err != nil {
		return err
	}
	defer end()
	for some := range slices.Chunk(p.unknown(logins), askedAtOnce) { // by now
		found, err := p.find(ctx, "Name", some...)
		if err != nil {
			return err
		}
		p.mu.Lock()
		for _, l := range some {
			p.byName[strings.ToLower(l)] = person{account{}, p.c.now()} // perhaps nobody's any more
		}
		for _, a := range found {
			p.byName[strings.ToLower(string(a.Name))] = person{a, p.c.now()}
		}
		p.mu.Unlock()
	}
	return nil
}

// unknown are those of which nothing fresh is known, in their order.
func (p *people) unknown(logins []string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var list []string
	for _, l := range logins {
		known, ok := p.byName[strings.ToLower(l)]
		most := knownFor
		if known.Name == "" {
			most = freshFor // somebody may come by that name
		}
		if age := p.c.now().Sub(known.read); l != "" && !(ok && age >= 0 && age < most) && !slices.Contains(list, l) {
			list = append(list, l)
		}
	}
	slices.Sort(list)
	return list
}

// find reads the accounts of which a field has one of the values. An account
// that may not see others finds nobody.
func (p *people) find(ctx context.Context, field string, values ...string) ([]account, error) {
	var by []condition
	for _, v := range values {
		by = append(by, condition{Field: field, Value: v})
	}
	var out listing[account]
	q := url.Values{"fields": {"Name,RealName,EmailAddress"}, "per_page": {id(mostListed)}}
	if err := p.c.search(ctx, "/users", q, by, &out); err != nil {
		if hub.CodeOf(web.Hidden(err)) == hub.NotFound {
			err = nil
		}
		return nil, err
	}
	// RT leaves out conditions that it does not understand, and finds everybody.
	return slices.DeleteFunc(out.Items, func(a account) bool {
		is := a.Name
		switch field {
		case "EmailAddress":
			is = a.EmailAddress
		case "RealName":
			is = a.RealName
		}
		return a.Name == "" || !slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, string(is)) })
	}), nil
}

// only is the login of the one account with a mail or a name, "" if there is
// none or several. It is remembered like a login.
func (p *people) only(ctx context.Context, field, value string) (string, error) {
	key := field + " " + strings.ToLower(value) // no login has a blank
	p.mu.Lock()
	known, ok := p.byName[key]
	p.mu.Unlock()
	most := knownFor
	if known.Name == "" {
		most = freshFor
	}
	if age := p.c.now().Sub(known.read); ok && age >= 0 && age < most {
		return string(known.Name), nil
	}
	found, err := p.find(ctx, field, value)
	if err != nil {
		return "", err
	}
	one := person{read: p.c.now()}
	if len(found) == 1 {
		one.account = found[0]
	}
	p.mu.Lock()
	p.byName[key] = one
	p.mu.Unlock()
	return string(one.Name), nil
}

// user is somebody as a ticket shows them, with what is known.
func (p *people) user(r record) *hub.User {
	switch {
	case r.ID == "" || r.ID == nobody:
		return nil
	case r.Type == "group":
		return &hub.User{ID: groupPrefix + string(r.ID)}
	}
	u := &hub.User{ID: string(r.ID), Name: string(r.RealName), Email: string(r.EmailAddress)}
	p.mu.Lock()
	known := p.byName[strings.ToLower(u.ID)]
	p.mu.Unlock()
	if u.Name == "" {
		u.Name = string(known.RealName)
	}
	if u.Email == "" {
		u.Email = string(known.EmailAddress)
	}
	return u
}

// groupPrefix begins the ids of groups, which may stand among the people of a
// ticket and have numbers of their own.
const groupPrefix = "group "

// login finds the account that is meant: by login, mail or name. Where RT makes
// accounts of addresses by itself (new is true), a mail that nobody has is one.
func (p *people) login(ctx context.Context, field string, u hub.User, new bool) (string, error) {
	if g, ok := strings.CutPrefix(u.ID, groupPrefix); ok {
		if _, err := number(g); err == nil {
			return g, nil // RT takes numbers for those of groups and accounts
		}
	}
	if u.ID == nobody {
		return "", invalid(field, "in RT "+nobody+" stands for no person; empty the field")
	}
	mail := u.Email
	if mail == "" && strings.Contains(u.ID, "@") {
		mail = u.ID
	}
	for _, try := range []struct{ field, value string }{{"Name", u.ID}, {"EmailAddress", mail}, {"RealName", u.Name}} {
		if try.value == "" {
			continue
		}
		if try.field == "Name" {
			if err := p.look(ctx, try.value); err != nil {
				return "", err
			}
			p.mu.Lock()
			known := p.byName[strings.ToLower(try.value)]
			p.mu.Unlock()
			if known.Name != "" {
				return string(known.Name), nil
			}
			continue
		}
		login, err := p.only(ctx, try.field, try.value)
		if login != "" || err != nil {
			return login, err
		}
	}
	if new && strings.Contains(mail, "@") {
		return mail, nil
	}
	who := mail
	if who == "" {
		who = strings.TrimSpace(u.Name + " " + u.ID)
	}
	return "", invalid(field, "RT shows us no account "+quote(who))
}
