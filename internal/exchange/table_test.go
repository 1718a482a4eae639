package exchange

import (
	"fmt"
	"sync"
	"testing"
)

func TestSeveralGoroutinesAddToATableAndEachFindsItsOwn(t *testing.T) {
	data := newTable()
	var wait sync.WaitGroup
	for g := range 4 {
		wait.Go(func() {
			own := writer{table: data}
			for i := range 3 * blockSize {
				text := fmt.Sprint(g, " ", i)
				for way, n := range []number{data.add(text), own.add(text)} {
					if got := data.at(n).Value; got != text {
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
		n := newTable().add(value)
		equal(t, fmt.Sprint(value), newTable().at(n).Value, value)
	}
	equal(t, "a list of nothing", newTable().add([]any{}), noValues)
	equal(t, "nothing", newTable().at(newTable().add(nil)), (*Datum)(nil))
	for _, value := range []any{counts, int64(-1), "a", []any{""}} {
		if n := newTable().add(value); n < common*blockSize {
			t.Errorf("%v is common: %d", value, n)
		}
	}
}
