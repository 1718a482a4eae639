package export

import (
	"bytes"
	"context"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var (
	littleEndian = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	bigEndian    = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

// decodeText turns a file's bytes into text without its byte order mark. Windows
// PowerShell writes UTF-16 or the ANSI code page where it isn't told otherwise, and
// seldom says so. Every character stays as many UTF-16 units wide as an editor shows
// it, so that columns hold. A fault is in words, and stands where the text that is
// returned ends.
func decodeText(ctx context.Context, data []byte) (text, fault string) {
	switch {
	case startsWith(data, "\xff\xfe\x00\x00"), startsWith(data, "\x00\x00\xfe\xff"):
		return "", "this is UTF-32, which is not read; export it again with -Encoding UTF8"
	case startsWith(data, "\xff\xfe"):
		return decodeUTF16(ctx, data[2:], littleEndian)
	case startsWith(data, "\xfe\xff"):
		return decodeUTF16(ctx, data[2:], bigEndian)
	case startsWith(data, "\xef\xbb\xbf"):
		return decodeUTF8(data[3:])
	case everySecondIsNUL(data, 1):
		return decodeUTF16(ctx, data, littleEndian)
	case everySecondIsNUL(data, 0):
		return decodeUTF16(ctx, data, bigEndian)
	case utf8.Valid(data):
		return textIn(data), ""
	}
	return decode(ctx, data, charmap.Windows1252, len(data)), ""
}

func startsWith(data []byte, mark string) bool { return bytes.HasPrefix(data, []byte(mark)) }

// everySecondIsNUL reports whether NULs stand first (0) or second (1) in the pairs of
// bytes, as ASCII makes them in UTF-16, and hardly elsewhere. Half of the pairs are
// enough: names and blanks are ASCII where values are Chinese.
func everySecondIsNUL(data []byte, which int) bool {
	sample := data[:min(len(data), 4096)&^1]
	var count [2]int
	for i, b := range sample {
		if b == 0 {
			count[i%2]++
		}
	}
	high, low := count[which], count[1-which]
	return high > 0 && 4*high >= len(sample) && 8*low <= high
}

func decodeUTF16(ctx context.Context, data []byte, order encoding.Encoding) (text, fault string) {
	whole := len(data) &^ 1
	if whole < len(data) {
		fault = "the file ends in the middle of a UTF-16 character"
	}
	return decode(ctx, data[:whole], order, whole/2), fault
}

// decodeUTF8 reads what a byte order mark says is UTF-8.
func decodeUTF8(data []byte) (text, fault string) {
	if utf8.Valid(data) {
		return textIn(data), ""
	}
	end := 0
	for {
		r, size := utf8.DecodeRune(data[end:])
		if r == utf8.RuneError && size == 1 {
			return textIn(data[:end]), "this is not UTF-8, though the file's byte order mark says so"
		}
		end += size
	}
}

// decode wants an encoding in which any bytes mean something, if only U+FFFD, and about as
// many bytes as will come of it. When ctx ends it stops where it is.
func decode(ctx context.Context, data []byte, from encoding.Encoding, size int) string {
	var text strings.Builder
	text.Grow(size)
	decoder := transform.NewWriter(&text, from.NewDecoder())
	for len(data) > 0 && ctx.Err() == nil {
		n := min(len(data), stride)
		if _, err := decoder.Write(data[:n]); err != nil {
			panic(err)
		}
		data = data[n:]
	}
	if err := decoder.Close(); err != nil {
		panic(err)
	}
	return text.String()
}
