//go:build !linux

package live

import "os"

// maxRSS is known on Linux only, where the trackers run too.
func maxRSS(*os.ProcessState) int64 { return 0 }
