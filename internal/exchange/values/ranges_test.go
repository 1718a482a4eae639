package values

import (
	"slices"
	"testing"
)

// FuzzRanges holds that ranges, however they are written, cover the same addresses when
// they are merged, and that what is written of one is read as the same.
func FuzzRanges(f *testing.F) {
	f.Add("10.0.0.0/24", "10.0.1.0-10.0.1.255")
	f.Add("192.168.1.7(255.255.255.0)", "192.168.1.9")
	f.Add("::/0", "255.255.255.255")
	f.Add("fe80::1%11", "fe80::0-fe80::ffff")
	f.Fuzz(func(t *testing.T, first, second string) {
		a, defectA := ParseRange(first)
		b, defectB := ParseRange(second)
		if defectA != "" || defectB != "" {
			return
		}
		merged := United([]IPRange{a, b})
		for _, r := range merged {
			if again, defect := ParseRange(r.String()); again != r {
				t.Errorf("%v is read as %v (%s)", r, again, defect)
			}
		}
		for _, r := range []IPRange{a, b} {
			if !slices.ContainsFunc(merged, func(m IPRange) bool { return m.Contains(r) }) {
				t.Errorf("%v is not in %v", r, merged)
			}
		}
		if len(merged) == 1 && (!merged[0].Contains(a) || merged[0].Low != a.Low && merged[0].Low != b.Low) {
			t.Errorf("%v and %v became %v", a, b, merged)
		}
	})
}

func TestWideRangesAreThoseThatNobodyHasCounted(t *testing.T) {
	tests := map[string]bool{
		"0.0.0.0-255.255.255.255": true, "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff": true, "10.0.0.0/8": true, "10.0.0.0/16": false, "192.168.0.0/16": false,
		"10.1.0.0-10.2.0.0": true, "203.0.113.0/24": false, "203.0.112.0/23": true, "40.107.0.0(255.255.0.0)": true, "192.168.1.1/24": false, "10.1.1.10": false,
		"fd00::/48": false, "2001:db8::/64": false, "2001:db8::/48": true, "127.0.0.1": false,
	}
	for text, want := range tests {
		r, defect := ParseRange(text)
		if defect != "" || r.Wide(ManyIPv4) != want {
			t.Errorf("%s: wide is %v, want %v (%s)", text, r.Wide(ManyIPv4), want, defect)
		}
	}
	for _, text := range []string{"", "10.0.0.9-10.0.0.1", "10.0.0.1-::1", "10.0.0.0/33", "any", "10.0.0"} {
		if _, defect := ParseRange(text); defect == "" {
			t.Errorf("%q is read as a range", text)
		}
	}
}
