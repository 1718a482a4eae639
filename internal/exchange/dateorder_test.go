package exchange

import (
	"fmt"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
)

func TestOneDateOfAFileSettlesTheOthers(t *testing.T) {
	const csv = "Server,Thumbprint,NotBefore,NotAfter\nEX01,4A4B66E94A9195FA3344E34E01E6698C44C0A639,8/6/2021 1:00:00 PM,%s\n"
	tests := []struct{ name, other, culture, want string }{
		{"by a day above twelve", "8/21/2026 1:00:00 PM", "", "2021-08-06T13:00:00Z"},
		{"by a day above twelve in front", "21/8/2026 13:00:00", "", "2021-06-08T13:00:00Z"},
		{"by the culture", "8/6/2026 1:00:00 PM", "en-US", "2021-08-06T13:00:00Z"},
		{"by another culture", "8/6/2026 1:00:00 PM", "en-GB", "2021-06-08T13:00:00Z"},
		{"a file before a culture", "21/8/2026 13:00:00", "en-US", "2021-06-08T13:00:00Z"},
		{"by nothing", "8/6/2026 1:00:00 PM", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file, err := export.Decode(t.Context(), "EX01-ExchangeCertificate.csv", fmt.Appendf(nil, csv, test.other))
			if err != nil {
				t.Fatal(err)
			}
			object := Read(t.Context(), []*document.File{file}, ingest.Options{Culture: test.culture}).Organization.Objects("ExchangeCertificate")[0]
			if got, _ := textOf(object, "NotBefore"); got != test.want {
				t.Errorf("NotBefore is %q, want %q", got, test.want)
			}
		})
	}
}
