package model

import (
	"fmt"
	"sync"
	"testing"
)

func TestSeveralGoroutinesAddToATableAndEachFindsItsOwn(t *testing.T) {
	data := NewTable()
	var wait sync.WaitGroup
	for g := range 4 {
		wait.Go(func() {
			own := writer{Table: data}
			for i := range 3 * blockSize {
				text := fmt.Sprint(g, " ", i)
				for way, n := range []Number{data.Add(text), own.Add(text)} {
					if got := data.At(n).Value; got != text {
						t.Errorf("added in way %d: got %v, want %v", way, got, text)
					}
				}
			}
		})
	}
	wait.Wait()
}

func TestWhatIsCommonHasTheSameNumberInEveryTable(t *testing.T) {
	for _, value := range []any{false, true, "", int64(0), counts - 1} {
		n := NewTable().Add(value)
		equal(t, fmt.Sprint(value), NewTable().At(n).Value, value)
	}
	equal(t, "a list of nothing", NewTable().Add([]any{}), EmptyList)
	equal(t, "nothing", NewTable().At(NewTable().Add(nil)), (*Datum)(nil))
	for _, value := range []any{counts, int64(-1), "a", []any{""}} {
		if n := NewTable().Add(value); n < common*blockSize {
			t.Errorf("%v is common: %d", value, n)
		}
	}
}
