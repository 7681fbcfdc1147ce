package markdown

import (
	"context"
	"errors"
	"hash/fnv"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"weak"

	"github.com/entwine-sync/entwine/hub"
)

// folder is one folder with what is known of it. All connectors of a process
// that name the same folder share one, or each would write the index of the
// other.
type folder struct {
	path   string // symbolic links resolved
	name   string // the last element, as messages have it
	prefix string // of new keys
	disk   disk
	now    func() time.Time
	log    *slog.Logger

	openMu sync.Mutex

	// scanMu lets one scan run at a time; it is taken before mu.
	scanMu sync.Mutex

	// mu guards the fields below; nothing slow is done while it is held, but for
	// writing the index.
	mu       sync.Mutex
	identity string
	ix       *index
	scanned  bool
	foreign  bool                // another process wrote the index
	swept    bool                // what a crash left behind was cleared away
	dirs     map[string][]string // folders of attachments, by key
	sighted  map[string]sighting
	soon     time.Time // when the next scan should be, zero if no matter
	trouble  error     // what the last scan could not do

	sideMu sync.Mutex // read-change-write of what is kept about attachments

	// locks serialise the writes to one issue. A few issues share a lock, which
	// costs a wait and saves the bookkeeping.
	locks [64]sync.Mutex
}

// sighting remembers a file that is not settled, since when it looks so.
type sighting struct {
	at    stamp
	since time.Time
}

const (
	hiddenDir  = ".entwine"
	markerFile = "marker"
	indexFile  = "index"
	lostDir    = "lost"
)

// folders holds those in use, weakly: who drops a connector without closing it
// keeps nothing alive. It is the one thing of the package that outlives a
// connector, since a folder is there once however many look at it.
var folders = struct {
	sync.Mutex
	byPath map[string]weak.Pointer[folder]
}{byPath: map[string]weak.Pointer[folder]{}}

// shared returns the folder at a resolved path.
func shared(path, prefix string, now func() time.Time, log *slog.Logger) *folder {
	folders.Lock()
	defer folders.Unlock()
	if p, ok := folders.byPath[path]; ok {
		if f := p.Value(); f != nil {
			return f
		}
	}
	for k, p := range folders.byPath {
		if p.Value() == nil {
			delete(folders.byPath, k)
		}
	}
	f := newFolder(path, prefix, now, log)
	folders.byPath[path] = weak.Make(f)
	return f
}

func newFolder(path, prefix string, now func() time.Time, log *slog.Logger) *folder {
	if now == nil {
		now = time.Now
	}
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &folder{
		path: path, name: filepath.Base(path), prefix: prefix, now: now, log: log,
		dirs: map[string][]string{}, sighted: map[string]sighting{},
	}
}

func (f *folder) abs(rel string) string { return filepath.Join(f.path, filepath.FromSlash(rel)) }

// told is a path as people see it in messages.
func (f *folder) told(rel string) string { return f.name + "/" + rel }

func (f *folder) hidden(name string) string { return filepath.Join(f.path, hiddenDir, name) }

func (f *folder) lockOf(id string) *sync.Mutex {
	h := fnv.New32a()
	h.Write([]byte(id)) //nolint:errcheck // a hash does not fail
	return &f.locks[h.Sum32()%uint32(len(f.locks))]
}

func (f *folder) lock(id string) *sync.Mutex {
	l := f.lockOf(id)
	l.Lock()
	return l
}

// open makes sure that the folder is there and is the one we know. Only with
// start may it be made a tracker; a folder whose marker is gone is one that is
// not mounted, and what it shows then is nothing to go by.
func (f *folder) open(start bool) error {
	// One at a time: the first to come clears away what a crash left, which must
	// not be what another one is just writing.
	f.openMu.Lock()
	defer f.openMu.Unlock()
	id, err := f.readMarker()
	if errors.Is(err, fs.ErrNotExist) {
		if info, dirErr := os.Stat(f.path); dirErr != nil || !info.IsDir() {
			return away("the folder "+f.path+" is not there", err)
		}
		f.mu.Lock()
		known := f.identity != ""
		f.mu.Unlock()
		if known || !start {
			return away("the folder "+f.path+" is there, but not its marker "+hiddenDir+"/"+markerFile+
				": is it mounted? If the marker was deleted, check the tracker's settings once to make a new one", err)
		}
		id, err = f.makeMarker(randomHex(16))
	}
	if err != nil {
		return f.diskError(err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ix != nil && f.identity == id && !f.foreign {
		return nil
	}
	f.clearHidden()
	ix, err := loadIndex(f.hidden(indexFile))
	if err != nil {
		return f.diskError(err)
	}
	if f.foreign {
		// Both of us numbered changes, so no cursor can be trusted: tell all again.
		ix.generation, ix.stale = randomHex(8), true
	}
	f.identity, f.ix, f.scanned, f.swept, f.foreign = id, ix, false, false, false
	clear(f.sighted)
	return nil
}

// clearHidden takes away what a crash left beside the index; what is in there
// exists elsewhere.
func (f *folder) clearHidden() {
	left, err := filepath.Glob(f.hidden("*" + tempSuffix))
	for _, path := range left {
		err = errors.Join(err, os.Remove(path))
	}
	if err != nil {
		f.log.Debug("temporary files not cleared away", "folder", f.name, "err", err)
	}
}

const markerText = "This folder is an issue tracker of Entwine, and this file says that it is there.\n"

func (f *folder) readMarker() (string, error) {
	if err := f.disk.before("marker", f.hidden(markerFile)); err != nil {
		return "", err
	}
	b, err := os.ReadFile(f.hidden(markerFile))
	if err != nil {
		return "", err
	}
	id := strings.TrimSpace(strings.TrimPrefix(string(b), markerText))
	if id == "" || len(id) > 100 || strings.ContainsAny(id, " \n") {
		return "", away("the marker "+hiddenDir+"/"+markerFile+" of the folder "+f.path+" is damaged", nil)
	}
	return id, nil
}

// makeMarker makes the folder a tracker. If somebody else does so at the same
// time, theirs counts.
func (f *folder) makeMarker(id string) (string, error) {
	if err := os.Mkdir(filepath.Join(f.path, hiddenDir), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	// What is in there is of this place alone; a clone is another tracker.
	for name, text := range map[string]string{".gitignore": "*\n", markerFile: markerText + id + "\n"} {
		temp := f.hidden(name + "-" + randomHex(4) + tempSuffix)
		if err := f.disk.write(temp, 0o644, strings.NewReader(text)); err != nil {
			return "", err
		}
		if err := f.disk.place(temp, f.hidden(name)); err != nil {
			if err := errors.Join(ignoreExist(err), os.Remove(temp)); err != nil {
				return "", err
			}
		}
	}
	if err := errors.Join(f.disk.syncDir(filepath.Join(f.path, hiddenDir)), f.disk.syncDir(f.path)); err != nil {
		return "", err
	}
	return f.readMarker()
}

func ignoreExist(err error) error {
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// check opens the folder. A marker that somebody deleted is made again, with
// the same identity, if the issues we know are there: so it is the same folder.
func (f *folder) check() error {
	err := f.open(true)
	f.mu.Lock()
	id, ix := f.identity, f.ix
	var known string
	if ix != nil {
		for path := range ix.byPath {
			known = path
			break
		}
	}
	f.mu.Unlock()
	if err == nil || id == "" || known == "" {
		return err
	}
	if _, gone := f.readMarker(); !errors.Is(gone, fs.ErrNotExist) {
		return err
	}
	if _, gone := os.Lstat(f.abs(known)); gone != nil {
		return err
	}
	if _, err := f.makeMarker(id); err != nil {
		return f.diskError(err)
	}
	return f.open(false)
}

// ready makes sure that the files were looked at once.
func (f *folder) ready(ctx context.Context, start bool) error {
	f.mu.Lock()
	scanned := f.scanned
	f.mu.Unlock()
	if scanned {
		return nil
	}
	return f.scan(ctx, start)
}

// flush writes the index.
func (f *folder) flush() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	err := f.ix.flush(f.disk)
	if errors.Is(err, errForeign) {
		f.foreign, f.scanned = true, false // what the other one wrote is read by the next scan
		return &hub.Error{
			Code: hub.Busy, Scope: hub.ScopeTracker, RetryIn: healIn, Err: err,
			Message: "another process writes the index of the folder " + f.name + ": only one node may use a folder",
		}
	}
	return f.diskError(err)
}
