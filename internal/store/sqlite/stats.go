package sqlite

import (
	"os"
	"sync/atomic"
)

// Stats says how hard a store has worked since it was opened.
type Stats struct {
	Commits int64 `json:"commits"` // transactions made durable
	Updates int64 `json:"updates"` // updates in them; divided by Commits: the grouping
	Views   int64 `json:"views"`
	Bodies  int64 `json:"bodies"` // bytes of ends and events before packing
	Packed  int64 `json:"packed"` // the same as stored
	File    int64 `json:"file"`   // bytes of the database
	Log     int64 `json:"log"`    // bytes of its write-ahead log
}

type counter struct {
	commits, updates, views, bodies, packed atomic.Int64
}

// groups counts a group that was committed. One that wrote nothing cost no
// write to the disk and counts only as updates.
func (c *counter) groups(g *group) {
	if g.wrote {
		c.commits.Add(1)
	}
	c.updates.Add(int64(g.size))
}

// Stats returns the figures of this moment.
func (s *Store) Stats() Stats {
	return Stats{
		Commits: s.count.commits.Load(), Updates: s.count.updates.Load(), Views: s.count.views.Load(),
		Bodies: s.count.bodies.Load(), Packed: s.count.packed.Load(),
		File: fileSize(s.path), Log: fileSize(s.path + "-wal"),
	}
}

// fileSize returns 0 for a file that is not there, as the log is after Close.
func fileSize(path string) int64 {
	fi, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return fi.Size()
}
