package values

import (
	"testing"
	"time"
)

func TestDatesAreReadOnlyWhereTheyCanBe(t *testing.T) {
	const want = "2021-08-06T14:14:17Z"
	tests := []struct {
		text  string
		order DateOrder
		want  string // "" for not known
	}{
		{"/Date(1628259257000)/", OpenOrder, want},
		{`\/Date(1628259257000)\/`, OpenOrder, want},
		{"/Date(1628259257000+0200)/", OpenOrder, want},
		{"2021-08-06T16:14:17+02:00", OpenOrder, want},
		{"2021-08-06T14:14:17.1234567Z", OpenOrder, want},
		{"2021-08-06T14:14:17", OpenOrder, want},
		{"2021-08-06 14:14:17", OpenOrder, want},
		{"Friday, August 6, 2021 2:14:17 PM", OpenOrder, want},
		{"06.08.2021 14:14:17", OpenOrder, want},
		{"06-08-2021 14:14:17", OpenOrder, want},
		{"2021/08/06 14:14:17", OpenOrder, want},
		{"8/6/2021 2:14:17 PM", OpenOrder, ""},
		{"8/6/2021 2:14:17 PM", mixedOrder, ""},
		{"8/6/2021 2:14:17 PM", monthFirst, want},
		{"8/6/2021 2:14:17\u202fPM", monthFirst, want},
		{"06/08/2021 14:14:17", dayFirst, want},
		{"8/8/2021", OpenOrder, "2021-08-08T00:00:00Z"},
		{"8/21/2021 10:43:54 AM", OpenOrder, "2021-08-21T10:43:54Z"},
		{"21/8/2021 12:00:00 AM", OpenOrder, "2021-08-21T00:00:00Z"},
		{"21/8/2021 12:00 PM", OpenOrder, "2021-08-21T12:00:00Z"},
		{"31.02.2021 10:00:00", OpenOrder, ""},
		{"8/6/21", monthFirst, ""},
		{"25:00:00", OpenOrder, ""},
		{"8/21/2021 13:43:54 AM", OpenOrder, ""},
		{"/Date(99999999999999999)/", OpenOrder, ""},
		{"/Date(999999999999999)/", OpenOrder, ""},
		{"soon", OpenOrder, ""},
		{"2021/8/6 下午 02:14:17", OpenOrder, want},
		{"2021. 8. 6. 오후 2:14:17", OpenOrder, want},
		{"6/8/2021 2:14:17 μμ", dayFirst, want},
		{"06/08/2021 02:14:17 p. m.", dayFirst, want},
		{"6.8.2021 г. 14:14:17", OpenOrder, want},
		{"06.08.2021 г. 14:14:17 ч.", OpenOrder, want},
		{"2021-08-06 14 h 14 min 17 s", OpenOrder, want},
		{"6\u200f\u200f/8\u200f\u200f/2021 2:14:17 م", dayFirst, want},
		{"6. 8. 2021. 14:14:17", OpenOrder, want},
		{"6/8/2021 12:00:00 πμ", dayFirst, "2021-08-06T00:00:00Z"},
		{"21/8/2021 2:14:17 zzz", OpenOrder, ""},
		{"21/8/2564 14:14:17", OpenOrder, ""},
		{"1400/5/15 14:14:17", OpenOrder, ""},
		{"31/12/9999 23:59:59", OpenOrder, "9999-12-31T23:59:59Z"},
	}
	for _, test := range tests {
		got := ""
		if at, err := ParseDate(test.text, test.order); err == nil {
			got = at.Format(time.RFC3339)
		}
		if got != test.want {
			t.Errorf("%q (%d) is read as %q, want %q", test.text, test.order, got, test.want)
		}
	}
}
