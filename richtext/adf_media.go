package richtext

// EachMedia calls f for every file that a decoded Atlassian document shows, in the
// order of the document: with its node (of the type media or mediaInline, whose
// attribute id is the identity that the media service gave the file) and with the
// mediaSingle around it, nil if there is none. f may change both. Pictures at
// addresses are none. What is no document is left alone, and so is what is nested
// deeper than any reader here goes.
func EachMedia(doc any, f func(media, around map[string]any)) {
	eachMedia(doc, nil, 0, f)
}

// deepestNode is how deep nodes are looked at; marks are no nodes, so that each level
// of a list, a table or a panel takes two of them, or three.
const deepestNode = 3*maxDepth + maxInline

func eachMedia(v any, around map[string]any, depth int, f func(media, around map[string]any)) {
	if depth > deepestNode {
		return
	}
	n, _ := v.(map[string]any)
	switch n["type"] {
	case "media", "mediaInline":
		attrs, _ := n["attrs"].(map[string]any)
		if attrs != nil && attrs["type"] != "external" && attrs["type"] != "link" {
			f(n, around)
		}
		return
	case "mediaSingle":
		around = n
	default:
		around = nil
	}
	content, _ := n["content"].([]any)
	for _, c := range content {
		eachMedia(c, around, depth+1, f)
	}
}
