// Package sqlite keeps a store in one SQLite file, without cgo. It is the
// embedded default: one process, one file, nothing to install.
//
// Its map:
//
//   - Store (store.go) is the open database: the lock against a second process,
//     one write connection, a few read connections.
//   - a seat (internal/store/seat) decides whose turn it is to write, and group (group.go) is
//     the set of updates that share one commit. There is no writer goroutine: the
//     right to write passes from caller to caller, and the last of a group commits
//     for all. So a panic or a runtime.Goexit in an update stays with its caller.
//   - conn (conn.go) is a driver connection with its prepared statements.
//     database/sql is left out between us and the driver: its locks and
//     conversions cost more than most of our statements.
//   - tx and one file per record (ends.go, events.go, ...) hold the queries.
//   - body.go is how an end or an event becomes bytes, cache.go keeps those that
//     are worked on decoded.
//
// Before changing it, know that every read inside an update may see what an
// earlier update of the same group wrote but has not committed. That is why
// nobody, not even an update that failed, is answered before the group has
// ended.
package sqlite
