package markdown

import (
	"io/fs"
	"syscall"
)

// stampOf has the time of the last change of the file's status too: unlike the
// time of its bytes, nobody can set it back.
func stampOf(info fs.FileInfo) stamp {
	st := stamp{size: info.Size(), mtime: info.ModTime().UnixNano(), ino: inode(info)}
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		st.ctime = sys.Ctim.Nano()
	}
	return st
}
