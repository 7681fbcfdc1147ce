package config

import (
	"net/url"
)

// store reads where the node keeps what it must not forget: the address of a
// PostgreSQL database with its password, or "" for the file in the data folder.
func (m *mapping) store() string {
	v, ok := m.text("store")
	if ok {
		v, ok = m.reveal("store", v)
	}
	word, has := m.text("store_password")
	if has {
		word, has = m.reveal("store_password", word)
	}
	if !ok {
		if has {
			m.wrong("store_password", "store_password is that of the database named by store, which is not set")
		}
		return ""
	}
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" || u.Host == "" && u.Query().Get("host") == "" {
		// What it is instead is not shown: there may be a password in it.
		m.wrong("store", "store must be the address of a PostgreSQL database such as postgres://entwine@db.example.org/entwine; "+
			"without it the node keeps a file in its data folder")
		return ""
	}
	if has {
		if _, twice := u.User.Password(); twice {
			m.wrong("store_password", "the address in store has a password already")
		}
		u.User = url.UserPassword(u.User.Username(), word)
	}
	return u.String()
}
