package model

import "strings"

// keeper keeps texts and data when the text of an export goes. What it keeps lies together: the
// garbage collector looks at each thing that lies for itself, and there would be a million of
// them. It is for one goroutine.
type Keeper struct {
	writer
	texts strings.Builder
}

// textsTogether is how much text lies together, in bytes.
const textsTogether = 1 << 12

func (t *Table) NewKeeper() Keeper { return Keeper{writer: writer{Table: t}} }

// keep returns a text that is no part of a longer one but of what is kept.
func (k *Keeper) Keep(text string) string {
	if long(text) {
		return strings.Clone(text)
	}
	if k.texts.Cap()-k.texts.Len() < len(text) {
		k.texts.Reset()
		k.texts.Grow(textsTogether)
	}
	from := k.texts.Len()
	k.texts.WriteString(text)
	return k.texts.String()[from:]
}

// part returns a text that is a part of one that is kept, if it stands there. A list may have a
// thousand elements to look for, so that is not done in a long one.
func (k *Keeper) part(kept, text string) string {
	if !long(kept) {
		if i := strings.Index(kept, text); i >= 0 {
			return kept[i : i+len(text)]
		}
	}
	return k.Keep(text)
}

// long reports whether a text lies for itself, so that no part of it should stay alone.
func long(text string) bool { return len(text) > textsTogether/4 }

// value returns a value of the normal form whose texts are kept. Most stand, as they are, in the
// text that it was read from, which is kept already, or is empty.
func (k *Keeper) Value(value any, from string) any {
	switch value := value.(type) {
	case string:
		return k.part(from, value)
	case []any:
		list := make([]any, len(value))
		for i, element := range value {
			list[i] = k.Value(element, from)
		}
		return list
	}
	return value
}
