package rt

import "github.com/entwine-sync/entwine/hub"

func (c *connector) workLog(t *transaction, body *attachment) (w *hub.WorkLog, only bool) {
	return nil, false
}
