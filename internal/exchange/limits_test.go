package exchange

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

func TestMoreThanALargeOrganizationHasIsRefused(t *testing.T) {
	connector, certificate := &ingest.Record{Kind: schema.Lookup("ReceiveConnector")}, &ingest.Record{Kind: schema.Lookup("ExchangeCertificate")}
	file := decode(t, "[]")[0]
	tests := []struct {
		name   string
		one    *ingest.Record
		count  int
		before int
		want   string
	}{
		{"connectors of a run", connector, ingest.MaxObjects, 0, ""},
		{"certificates of a file", certificate, ingest.MaxCertificates, 0, ""},
		{"a certificate too many", certificate, ingest.MaxCertificates + 1, 0, "the file holds more than 100,000 certificates"},
		{"objects of a run", connector, 1, ingest.MaxObjects - 1, ""},
		{"an object too many", connector, 1, ingest.MaxObjects, "with this file there are more than 250,000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			flaw, refused := (&ingest.Recognized{Records: slices.Repeat([]*ingest.Record{test.one}, test.count)}).TooMany(file, test.before)
			if refused != (test.want != "") || !strings.HasPrefix(flaw.Message, test.want) {
				t.Errorf("%+v", flaw)
			}
		})
	}
}

func TestFaultsOfOneSortAreNamedUpToANumber(t *testing.T) {
	one := receive("EX01", "In", "")
	strange := Read(t.Context(), decode(t, "["+one+strings.Repeat(`, {"x": 1}`, 30)+"]"), ingest.Options{AsOf: Now}).Errors
	if len(strange) != ingest.MaxNamed+1 || strange[ingest.MaxNamed].Message != "and 10 more like these in this file" {
		t.Errorf("%d errors, the last %+v", len(strange), strange[len(strange)-1])
	}
}

func TestWhatIsWrappedTooDeepIsNotPassedOver(t *testing.T) {
	one, deep := receive("EX01", "In", ""), strings.Repeat("[", ingest.MaxWrapping)+receive("EX02", "In", "")+strings.Repeat("]", ingest.MaxWrapping)
	reading := Read(t.Context(), decode(t, "["+one+","+deep+"]"), ingest.Options{AsOf: Now})
	if len(reading.Errors) != 1 {
		t.Errorf("%d objects, errors: %+v", len(reading.Organization.Objects("ReceiveConnector")), reading.Errors)
	}
}

func TestWhenTimeRunsOutNothingIsHalfKnown(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	reading := Read(ended, []*document.File{decode(t, list(receive("EX01", "In", "")))[0]}, ingest.Options{AsOf: Now})
	if len(reading.Organization.All()) != 1 || len(reading.Errors)+len(reading.Notices)+len(reading.Unrecognized) > 0 {
		t.Errorf("%+v", reading)
	}
}
