package export

import (
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// readElements reads all of a part.
func readElements(part *document.File) {
	values, _ := part.Elements()
	for range values {
	}
}

func TestPartsOfAReadingThatWasWrongAreGivenBack(t *testing.T) {
	text := "[\n" + strings.Repeat("  {\"Name\": \"a\"},\n", 1<<17) + "  {\"Name\": \"\xfc\"}\n]\n"
	var mu sync.Mutex
	taken := map[*document.File]bool{}
	take := func(part *document.File) {
		readElements(part)
		mu.Lock()
		defer mu.Unlock()
		taken[part] = true
	}
	given := 0
	parts, err := Read(t.Context(), "x.json", source.Bytes([]byte(text)), NewSlots(2), take, func(parts []*document.File) {
		given = len(parts)
		for _, part := range parts {
			delete(taken, part)
		}
	})
	if err != nil || given < 2 || len(parts) != 1 || len(taken) != 1 || !taken[parts[0]] {
		t.Errorf("%d parts were given back, and %d count (%v); %d are left", given, len(parts), err, len(taken))
	}
}

func TestAFileThatChangedIsNotReadAgain(t *testing.T) {
	data := []byte("[\n" + strings.Repeat("  {\"Name\": \"a\"},\n", 1<<17) + "  {}\n]\n")
	parts, err := Read(t.Context(), "x.json", source.Bytes(data), NewSlots(2), func(part *document.File) {
		readElements(part)
		part.Release()
	}, nil)
	if err != nil || len(parts) < 2 {
		t.Fatal(len(parts), err)
	}
	data[len(data)/2] = 'b'
	changed := 0
	for _, part := range parts {
		if part.Load() != nil {
			changed++
		}
	}
	if changed != 1 {
		t.Errorf("%d parts are said to have changed", changed)
	}
}

func TestASourceThatCannotBeReadIsAnError(t *testing.T) {
	failing := func() (io.ReadSeekCloser, error) { return nil, io.ErrUnexpectedEOF }
	if _, err := Read(t.Context(), "x.json", failing, NewSlots(1), readElements, nil); err == nil {
		t.Error("it is read")
	}
}
