package live

import (
	"os"
	"syscall"
)

func maxRSS(p *os.ProcessState) int64 {
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss << 10 // Linux counts in kilobytes
	}
	return 0
}
