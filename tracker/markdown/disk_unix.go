//go:build unix

package markdown

import (
	"io/fs"
	"os"
	"syscall"
)

// openPlain opens a file for reading, but not through a symbolic link, and
// does not wait if it is a pipe.
func openPlain(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
}

func inode(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return st.Ino
	}
	return 0
}

// keepOwner gives a file the owner of another one.
func keepOwner(path string, of fs.FileInfo) error {
	st, ok := of.Sys().(*syscall.Stat_t)
	if !ok || int(st.Uid) == os.Geteuid() && int(st.Gid) == os.Getegid() {
		return nil
	}
	return os.Lchown(path, int(st.Uid), int(st.Gid))
}
