package demo

import (
	"bufio"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

// attachments are the files beside issues, by key.
func attachments() map[string][]attachment {
	return map[string][]attachment{
		"ACME-4":  {{"before-after.svg", beforeAfter}},
		"ACME-11": {{"scanner-0417.log", scannerLog}},
		"ACME-16": {{"captures-october.csv", captures}},
		"ACME-23": {{"power-trace.bin", powerTrace}, {"read me.txt", note("Vendor format 3: 20 bytes a sample, 1 kHz, no header.\n")}},
		"ACME-31": {{"late-streets.png", lateStreets}},
		"ACME-35": {{"Glossar – Entwurf (日本語版).txt", note("parcel\t荷物\ntour\t配達コース\nstop\t配達先\n")}},
		"ACME-40": {{"day.log", dayLog}},
		"ACME-46": {{"arrow-left.svg", arrow}},
	}
}

func note(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

// lines writes n lines through a buffer.
func lines(w io.Writer, n int, line func(w io.Writer, i int)) error {
	b := bufio.NewWriterSize(w, 1<<16)
	for i := range n {
		line(b, i)
	}
	return b.Flush() // it keeps the first error of all writes
}

func scannerLog(w io.Writer) error {
	r := same("scanner")
	at := time.Date(2026, 10, 27, 6, 2, 0, 0, time.UTC)
	does := []string{"scan ok", "door open", "door shut", "gps fix", "photo 412 kB", "sync 3 entries", "sync: no network"}
	return lines(w, 1200, func(w io.Writer, i int) {
		at = at.Add(time.Duration(1+r.IntN(24)) * time.Second)
		what := does[r.IntN(len(does))]
		if i == 771 {
			what = "POST /intents key=5e1c… (no answer)"
		}
		if i == 773 {
			what = "POST /intents key=a90b… 201 authorised"
		}
		fmt.Fprintf(w, "%s 0417 %4d %s\n", at.Format("15:04:05"), i, what)
	})
}

func dayLog(w io.Writer) error {
	r := same("day")
	at := time.Date(2026, 9, 11, 0, 0, 0, 0, time.UTC)
	depots := strings.Fields("aarhus naples malmö turin lisbon piraeus osaka")
	return lines(w, 3000, func(w io.Writer, i int) {
		at = at.Add(time.Duration(r.IntN(57_000)) * time.Millisecond)
		fmt.Fprintf(w, "time=%s level=INFO msg=\"parcel scanned\" parcel=%s depot=%s took=%dms\n",
			at.Format("2006-01-02T15:04:05.000Z"), parcel(r), depots[r.IntN(len(depots))], 3+r.IntN(90))
	})
}

func parcel(r *rand.Rand) string {
	const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // without those people mix up
	b := make([]byte, 9)
	for i := range b {
		b[i] = signs[r.IntN(len(signs))]
	}
	b[3], b[6] = '-', '-'
	return string(b)
}

// captures is a table of some 3 MB.
func captures(w io.Writer) error {
	r := same("captures")
	at := time.Date(2026, 10, 1, 7, 0, 0, 0, time.UTC)
	return lines(w, 50_001, func(w io.Writer, i int) {
		if i == 0 {
			fmt.Fprint(w, "reference,captured,parcel,currency,minor,terminal,answer\r\n")
			return
		}
		at = at.Add(time.Duration(r.IntN(100)) * time.Second)
		fmt.Fprintf(w, "C%08d,%s,%s,%s,%d,T%04d,authorised\r\n", 10_000_000+i*7, at.Format(time.RFC3339), parcel(r),
			[]string{"EUR", "EUR", "EUR", "SEK", "DKK", "CHF"}[r.IntN(6)], 99+r.IntN(20_000), r.IntN(2_000))
	})
}

// traceSize is what the largest attachment has: as large as trackers commonly
// allow.
const traceSize = 20_000_000

// powerTrace is noise, which nothing can make smaller on its way.
func powerTrace(w io.Writer) error {
	noise := rand.NewChaCha8([32]byte{'p', 'o', 'w', 'e', 'r'})
	_, err := io.CopyN(w, noise, traceSize)
	return err
}

// lateStreets draws a town at night: the brighter, the later.
func lateStreets(w io.Writer) error {
	const size = 480
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			street := math.Abs(math.Sin(float64(x)/23+math.Sin(float64(y)/61)*2)) * math.Abs(math.Sin(float64(y)/19))
			far := math.Hypot(float64(x-size/3), float64(y-size/2)) / size
			late := math.Exp(-8*street) * math.Min(1, 0.2+far)
			img.SetNRGBA(x, y, color.NRGBA{uint8(20 + 235*late), uint8(24 + 120*late*late), uint8(44 + 30*(1-late)), 255})
		}
	}
	return png.Encode(w, img)
}

func beforeAfter(w io.Writer) error {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 260" font-family="sans-serif" font-size="12">` + "\n")
	for i, title := range []string{"before", "after"} {
		x, photo := 20+i*200, 60
		text := 50
		if i == 0 {
			text = 170 // where the paragraph ends up once the photo is there
		}
		fmt.Fprintf(&b, `<text x="%d" y="24">%s</text><rect x="%d" y="34" width="180" height="210" fill="#f4f4f0" stroke="#999"/>`+"\n", x, title, x)
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="160" height="90" fill="#c9d6df"/>`+"\n", x+10, photo+i*90)
		for line := range 4 {
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="6" fill="#5c5c5c"/>`+"\n", x+10, text+line*14, 150-line*22)
		}
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func arrow(w io.Writer) error {
	_, err := io.WriteString(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M15 4 7 12l8 8" fill="none" stroke="#0b57d0" stroke-width="2"/></svg>`+"\n")
	return err
}
