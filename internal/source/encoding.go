package source

import (
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

const byteOrderMark = "\ufeff"

// decode turns a file's bytes into text without its byte order mark. Windows PowerShell
// writes UTF-16 or the ANSI code page unless an encoding is named, and seldom marks it.
// Every character keeps the number of UTF-16 units that an editor shows, so columns are
// right. If there is a fault, the text that is returned ends where the fault is.
func decode(ctx context.Context, data string) (text, fault string) {
	switch {
	case strings.HasPrefix(data, "\xff\xfe\x00\x00"), strings.HasPrefix(data, "\x00\x00\xfe\xff"):
		return "", "the file is UTF-32, which is not supported; export it again with -Encoding UTF8"
	case strings.HasPrefix(data, "\xff\xfe"):
		return decodeUTF16(ctx, data[2:], littleEndian)
	case strings.HasPrefix(data, "\xfe\xff"):
		return decodeUTF16(ctx, data[2:], bigEndian)
	case strings.HasPrefix(data, byteOrderMark):
		return decodeUTF8(data[len(byteOrderMark):])
	case everySecondIsNUL(data, 1):
		return decodeUTF16(ctx, data, littleEndian)
	case everySecondIsNUL(data, 0):
		return decodeUTF16(ctx, data, bigEndian)
	case utf8.ValidString(data):
		return data, ""
	}
	return convert(ctx, data, charmap.Windows1252, len(data)), ""
}

// everySecondIsNUL reports whether NULs are first (0) or second (1) in the pairs of bytes,
// as ASCII characters are in UTF-16, and rare elsewhere. Half of the pairs are enough:
// names and blanks are ASCII even if values are Chinese.
func everySecondIsNUL(data string, which int) bool {
	sample := data[:min(len(data), 4096)&^1]
	var count [2]int
	for i := range len(sample) {
		if sample[i] == 0 {
			count[i%2]++
		}
	}
	high, low := count[which], count[1-which]
	return high > 0 && 4*high >= len(sample) && 8*low <= high
}

func decodeUTF16(ctx context.Context, data string, order encoding.Encoding) (text, fault string) {
	whole := len(data) &^ 1
	if whole < len(data) {
		fault = "the file ends in the middle of a UTF-16 character"
	}
	return convert(ctx, data[:whole], order, whole/2), fault
}

// decodeUTF8 decodes what a byte order mark declares to be UTF-8.
func decodeUTF8(data string) (text, fault string) {
	if utf8.ValidString(data) {
		return data, ""
	}
	end := 0
	for {
		r, size := utf8.DecodeRuneInString(data[end:])
		if r == utf8.RuneError && size == 1 {
			return data[:end], "the file is not valid UTF-8, although its byte order mark declares UTF-8"
		}
		end += size
	}
}

// convert needs an encoding in which all bytes have a meaning, U+FFFD at least, and the
// approximate size of the result. When ctx ends it stops early.
func convert(ctx context.Context, data string, from encoding.Encoding, size int) string {
	var text strings.Builder
	text.Grow(size)
	decoder := transform.NewWriter(&text, from.NewDecoder())
	buffer := make([]byte, min(len(data), stride))
	for len(data) > 0 && ctx.Err() == nil {
		n := copy(buffer, data)
		if _, err := decoder.Write(buffer[:n]); err != nil {
			panic(err)
		}
		data = data[n:]
	}
	if err := decoder.Close(); err != nil {
		panic(err)
	}
	return text.String()
}

// stride is how many bytes a decoder reads between two checks of its context.
const stride = 1 << 20
