// Package memory keeps a store in memory and behaves as package sqlite does, to
// the last digit of what comes back. It is for simulations, which want it fast
// and the same every time, and for explorers, which want to copy it at every
// state they come to. A node does not use it: it is gone with the process.
//
// Its map:
//
//   - Disk (disk.go) is what survives a power cut, with the knobs of a disk that
//     fails. A Store (store.go) is a process's hold on it, and tx (tx.go) one of
//     its transactions.
//   - state (state.go) is everything that is stored at one moment. It consists
//     of trees (tree.go), which are copied by copying a pointer: a copy of a Disk,
//     a view's snapshot and the undoing of an update cost nothing.
//   - One file per record (ends.go, events.go, ...) holds what is asked of it.
//   - A record in a tree is never changed, only replaced. Package kept makes it of
//     what was put, in the form in which JSON would give it back, shares with the
//     record it replaces what is unchanged, and makes what is handed out.
//   - Walk (walk.go) lists a Disk, for digests of a state.
//
// Before changing it, know that whoever holds a record may hold it in many
// copies of a Disk at once, and in several goroutines. Nothing here asks the
// clock, starts a goroutine or lets the order of a map be seen.
//
// Every update is a commit of its own. A transaction that calls Update of its own
// store waits for itself, as in SQLite. Unlike there, any number of views may
// run at once and no record is too large.
package memory
