package schema

import (
	"encoding/json"
	"testing"
)

func TestAnEntryIsTheObjectThatItsMembersMake(t *testing.T) {
	inner := EntryOf(map[string]any{"b": "<&>", "a": []any{int64(1)}})
	entry := ShapeOf("inner", "yes").Entry(inner, true)
	text, err := json.Marshal(entry)
	if want := `{"inner":{"a":[1],"b":"\u003c\u0026\u003e"},"yes":true}`; err != nil || string(text) != want {
		t.Errorf("as JSON %s, %v; want %s", text, err, want)
	}
	if entry.Value("yes") != true || entry.Value("inner").(*Entry).Value("b") != "<&>" || entry.Value("no") != nil {
		t.Errorf("members are not found by name in %s", text)
	}
	if more := inner.With(map[string]any{"a": "x", "c": "y"}); !more.Equal(EntryOf(map[string]any{"a": "x", "b": "<&>", "c": "y"})) || inner.Len() != 2 {
		t.Errorf("with more it is %v, and itself %v", more.Map(), inner.Map())
	}
	if other := EntryOf(map[string]any{"inner": inner.With(map[string]any{"b": ""}), "yes": true}); entry.Equal(other) {
		t.Error("entries of different members are equal")
	}
}
