package source

import "testing"

func FuzzDecode(f *testing.F) {
	for _, data := range []string{"", "a\r\nb", "\xef\xbb\xbf\xff", "\xff\xfeA\x00\n\x00\x3d\xd8b\x00", "\xfe\xff\x00a\x00", "K\xf6ln\n", "a\x00\x00\x00b\x00\x00\x00", "\ufeff\ufeffa"} {
		f.Add([]byte(data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := Decode(t.Context(), "x", data)
		if err != nil {
			return
		}
		end := len(text.Content())
		for _, at := range []int{-1, 0, end / 2, end, end + 1} {
			p := text.Place(Span{at, end})
			if p.StartLine < 1 || p.StartColumn < 1 || p.EndLine < p.StartLine {
				t.Errorf("the place of %d is %+v", at, p)
			}
		}
		text.Redact(Span{0, end})
		for n := range text.Position(end).Line {
			for _, c := range text.Line(n+1, 1<<30) {
				if c != '*' {
					t.Errorf("line %d shows %q", n+1, c)
				}
			}
		}
	})
}
