package values

import "testing"

func TestAPatternFitsNamesAsPeopleExpect(t *testing.T) {
	for _, test := range []struct {
		pattern, name string
		fits          bool
	}{
		{`EX0?\Scanner*`, `EX01\Scanner relay`, true},
		{`ex0?\scanner*`, `EX01\Scanner relay`, true},
		{`EX0?\Scanner*`, `EX011\Scanner relay`, false},
		{`*`, ``, true},
		{`?`, ``, false},
		{`*relay`, `relay relay`, true},
		{`*relay*`, `EX01\Relays`, true},
		{`a*b*c`, `aXbXbc`, true},
		{`a*b*c`, `aXcXb`, false},
		{`[a]`, `a`, false},
		{`*Ümläut`, `EX01\üMLÄUT`, true},
	} {
		if got := Matches(test.pattern, test.name); got != test.fits {
			t.Errorf("%q fits %q: %v", test.pattern, test.name, got)
		}
	}
}
