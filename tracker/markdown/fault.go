package markdown

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// How trouble is told. What the owner has to mend (rights, a read-only disk) is
// Denied; what may pass by itself (a full disk, a folder that is not mounted)
// is Unreachable. Both ask to be tried again, because a folder heals unseen.

// healIn is when to look again after a fault of the folder.
const healIn = 30 * time.Second

// errMoved says that a file is not what it was when it was read.
var errMoved = errors.New("the file was changed meanwhile")

// invalidFile is the fault of a file that cannot be read as an issue.
func invalidFile(name string, bad *syntaxError) *hub.Error {
	return &hub.Error{
		Code: hub.Invalid, Scope: hub.ScopeIssue,
		Message: fmt.Sprintf("%s:%d:%d: %s", name, bad.line, bad.column, bad.text),
	}
}

func notFound(text string) error {
	return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: text}
}

func conflict(key string) error {
	return &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue, Message: key + " was changed meanwhile", Err: errMoved}
}

// away says that the folder or its marker cannot be read.
func away(text string, err error) error {
	return &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, RetryIn: healIn, Message: text, Err: err}
}

// diskError classifies what the file system answered.
func (f *folder) diskError(err error) error {
	var he *hub.Error
	switch {
	case err == nil || errors.As(err, &he):
		return err
	case errors.Is(err, errMoved):
		return &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue, Message: err.Error(), Err: err}
	case errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT):
		return away("the disk of the folder "+f.name+" is full", err)
	case errors.Is(err, syscall.EROFS):
		return denied("the folder "+f.name+" is read-only", err)
	case errors.Is(err, fs.ErrPermission):
		return denied("the folder "+f.name+" does not let us read or write: "+reason(err), err)
	}
	return away("the folder "+f.name+": "+reason(err), err)
}

func denied(text string, err error) error {
	return &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, RetryIn: healIn, Message: text, Err: err}
}

// reason leaves out the path before an error of the system.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	var no syscall.Errno
	if errors.As(err, &no) {
		return no.Error()
	}
	return err.Error()
}
