package diag

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestADiagnosticNamesAsMuchOfItsPlaceAsItKnows(t *testing.T) {
	tests := []struct {
		diagnostic Diagnostic
		want       string
	}{
		{Diagnostic{Message: "wrong"}, "wrong"},
		{Diagnostic{File: "a.json", Message: "wrong"}, "a.json: wrong"},
		{Diagnostic{File: "a.json", Line: 2, Message: "wrong"}, "a.json:2: wrong"},
		{Diagnostic{File: "a.json", Line: 2, Column: 3, Message: "wrong"}, "a.json:2:3: wrong"},
		{Diagnostic{File: "a.json", Message: "wrong", Help: "export it again"}, "a.json: wrong; export it again"},
	}
	for _, test := range tests {
		if got := test.diagnostic.Error(); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestAListIsSortedByFileAndPlace(t *testing.T) {
	list := List{{File: "b", Line: 1, Message: "x"}, {File: "a", Line: 2, Message: "x"}, {File: "a", Line: 1, Column: 2, Message: "z"}, {File: "a", Line: 1, Column: 2, Message: "y"}}
	list.Sort()
	want := "a:1:2: y\na:1:2: z\na:2: x\nb:1: x"
	if diff := cmp.Diff(want, list.Error()); diff != "" {
		t.Error(diff)
	}
}

func TestWrapKeepsTheDiagnosticThatAnErrorIs(t *testing.T) {
	known := Diagnostic{File: "a.json", Line: 2, Message: "wrong"}
	if got := Wrap("other", known); got != known {
		t.Errorf("got %v", got)
	}
	if got, want := Wrap("a.json", errors.New("gone")), (Diagnostic{File: "a.json", Message: "gone"}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
