package script

import (
	"fmt"

	"github.com/entwine-sync/entwine/groovy"
)

// takeOff takes so many seconds off what remains of the item that a work log is
// added to, as the line at says. A log that was here before took its share when it came.
func (o *Object) takeOff(seconds int64, at groovy.Frame) {
	r := o.run()
	if r == nil || !o.remote || !r.in.Incoming {
		return
	}
	changed, _ := r.replica.get("changedWorkLogs").(*groovy.List)
	for _, w := range items(changed) {
		if w.text("id") == o.text("id") {
			return
		}
	}
	if left, ok := whole(r.item.get("remainingEstimate")).(int64); ok {
		r.item.put("remainingEstimate", max(0, left-seconds))
		r.item.mark("remainingEstimate", at)
	}
}

// adjustBy is takeOff of a duration as people write it.
func adjustBy(o *Object, v any) error {
	if v == nil {
		return nil
	}
	s := plainText(v)
	n, ok := seconds(s)
	if !ok {
		return fmt.Errorf("manuallyAdjust: %q is no duration; write it as 1w 2d 3h 4m", s)
	}
	at, _ := o.line("manuallyAdjust")
	o.takeOff(n, at)
	return nil
}
