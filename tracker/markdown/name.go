package markdown

import (
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names of files and keys that we make up.

func itoa(n int) string { return strconv.Itoa(n) }

// maxSlug keeps file names short enough to read in a list.
const maxSlug = 60

// fileName is what a new issue's file is called: its key, so that it is found,
// and its summary, so that a list of files says something. It stays when the
// summary changes.
func fileName(key, summary string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(summary) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && b.Len() > 0 {
			if b.Len()+utf8.RuneLen(r) > maxSlug {
				break
			}
			b.WriteRune(r)
		} else if s := b.String(); s != "" && !strings.HasSuffix(s, "-") {
			b.WriteByte('-')
		}
	}
	slug := strings.Trim(b.String(), "-")
	if slug == "" {
		return key + ".md"
	}
	return key + "-" + slug + ".md"
}

// keyPrefix makes the beginning of keys from a folder's name.
func keyPrefix(folder string) string {
	s := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, filepath.Base(folder))
	if s == "" {
		return "ISSUE"
	}
	return s
}

func baseName(rel string) string { return strings.TrimSuffix(path.Base(rel), ".md") }

// maxFileName is what file systems allow, less what we may add to it.
const maxFileName = 200

// cleanName makes a name that any file system can hold, out of one that may
// come from anywhere: no folders, no hidden files, nothing that Windows
// reserves. A harmless name stays as it is.
func cleanName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError || strings.ContainsRune(`/\<>:"|?*`, r) {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(s, "_"))
	s = trimEnd(strings.TrimSpace(s))
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "~$") {
		s = "_" + s[1:]
	}
	stem, _, _ := strings.Cut(s, ".")
	switch up := strings.ToUpper(strings.TrimSpace(stem)); {
	case up == "CON", up == "PRN", up == "AUX", up == "NUL",
		len(up) == 4 && (strings.HasPrefix(up, "COM") || strings.HasPrefix(up, "LPT")) && up[3] >= '0' && up[3] <= '9':
		s = "_" + s
	}
	if len(s) > maxFileName {
		ext := path.Ext(s)
		if len(ext) > 20 {
			ext = ""
		}
		s = trimEnd(strings.ToValidUTF8(s[:maxFileName-len(ext)], "")) + ext
	}
	if s == "" {
		return "file"
	}
	return s
}

// trimEnd takes off what some systems drop at the end of a name, and the sign
// of a backup.
func trimEnd(s string) string {
	return strings.TrimRightFunc(s, func(r rune) bool { return r == '.' || r == '~' || unicode.IsSpace(r) })
}

// freeName adds a number to a name until nobody has it; upper and lower case
// count as the same, as they do on some file systems.
func freeName(name string, taken map[string]bool) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = stem + " (" + itoa(n) + ")" + ext
	}
	return name
}
