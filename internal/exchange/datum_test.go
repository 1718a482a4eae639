package exchange

import "testing"

func TestEqualValuesAreOneDatum(t *testing.T) {
	values := func() []any {
		return []any{true, false, int64(0), int64(1), "", "0", "a", []any{}, []any{""}, []any{"", ""}, []any{"a", "b"}, []any{"ab"}, []any{[]any{"a"}, "b"}, map[string]any{}, map[string]any{"a": "b"}, map[string]any{"ab": ""}, []any{"a", map[string]any{"b": int64(1)}}}
	}
	var p pool
	for i, a := range values() {
		for j, b := range values() {
			if same := p.of(a) == p.of(b); same != (i == j) {
				t.Errorf("%#v and %#v are one datum: %v", a, b, same)
			}
		}
	}
}
