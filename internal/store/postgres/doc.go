// Package postgres keeps a store in a PostgreSQL database that several processes
// share.
//
// Its map:
//
//   - Store (store.go) is the pool of connections; group.go is the set of
//     updates that share one commit, as in the SQLite driver.
//   - tx and one file per record (ends.go, events.go, ...) hold the queries.
//   - member.go is who shares the database: a process joins, says again and
//     again that it lives, and is put out when it does not.
//   - claim.go is which ends a process works on.
//   - bytes.go keeps the bytes of attachments, since processes on several
//     machines have no folder in common.
//
// Before changing it, know two things. One group at a time writes in the whole
// database: it begins by taking an advisory lock of the schema, which makes
// Update what the contract says, and order of positions the order of commits.
// And the statement after that lock looks whether this process still counts as
// alive: whoever takes over its work removes its row under the same lock, so
// nothing that a process does after it was put out can become durable.
package postgres
