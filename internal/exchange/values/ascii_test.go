package values_test

import (
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/values"
)

func TestNamesMayBeEqualWhereCharactersWereLost(t *testing.T) {
	for _, test := range []struct {
		a, b string
		may  bool
	}{
		{"o=käserei", "o=käserei", true},
		{"o=k?serei", "o=käserei", true},
		{"o=käserei", "o=k\ufffdserei", true},
		{"o=k?serei", "o=k?serei", true},
		{"o=k?serei", "o=kaserei", false},
		{"o=k?serei", "o=kä", false},
		{"o=käserei", "o=köserei", false},
		{"o=?äser?i", "o=öäser?i", true},
	} {
		if may := values.MayBeEqual(test.a, test.b); may != test.may {
			t.Errorf("MayBeEqual(%q, %q) = %v", test.a, test.b, may)
		}
		if test.may && !values.MayBeEqual(values.ASCII(test.a), test.b) {
			t.Errorf("%q is not found by its ASCII form", test.b)
		}
	}
}
