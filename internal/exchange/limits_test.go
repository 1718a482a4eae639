package exchange

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

func TestMoreThanALargeOrganizationHasIsRefused(t *testing.T) {
	connector, certificate := &record{kind: schema.Lookup("ReceiveConnector")}, &record{kind: schema.Lookup("ExchangeCertificate")}
	file := decode(t, "[]")[0]
	tests := []struct {
		name   string
		one    *record
		count  int
		before int
		want   string
	}{
		{"connectors of a run", connector, MaxObjects, 0, ""},
		{"certificates of a file", certificate, MaxCertificates, 0, ""},
		{"a certificate too many", certificate, MaxCertificates + 1, 0, "the file holds more than 100,000 certificates"},
		{"objects of a run", connector, 1, MaxObjects - 1, ""},
		{"an object too many", connector, 1, MaxObjects, "with this file there are more than 250,000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			flaw, refused := (&recognised{records: slices.Repeat([]*record{test.one}, test.count)}).tooMany(file, test.before)
			if refused != (test.want != "") || !strings.HasPrefix(flaw.Message, test.want) {
				t.Errorf("%+v", flaw)
			}
		})
	}
}

func TestFaultsOfOneSortAreNamedUpToANumber(t *testing.T) {
	one := receive("EX01", "In", "")
	strange := Read(t.Context(), decode(t, "["+one+strings.Repeat(`, {"x": 1}`, 30)+"]"), Options{AsOf: now}).Errors
	if len(strange) != mostNamed+1 || strange[mostNamed].Message != "and 10 more like these in this file" {
		t.Errorf("%d errors, the last %+v", len(strange), strange[len(strange)-1])
	}
	twice := Read(t.Context(), decode(t, "[{"+strings.Repeat(`"Name": "In", `, 31)+one[1:]+"]"), Options{AsOf: now}).Notices
	if len(twice) != mostNamed+1 || !strings.HasPrefix(twice[mostNamed].Message, "and 11 more") {
		t.Errorf("%d notices, the last %+v", len(twice), twice[len(twice)-1])
	}
}

func TestWhatIsWrappedTooDeepIsNotPassedOver(t *testing.T) {
	one, deep := receive("EX01", "In", ""), strings.Repeat("[", maxWrapping)+receive("EX02", "In", "")+strings.Repeat("]", maxWrapping)
	reading := Read(t.Context(), decode(t, "["+one+","+deep+"]"), Options{AsOf: now})
	if len(reading.Errors) != 1 {
		t.Errorf("%d objects, errors: %+v", len(reading.Organization.Objects("ReceiveConnector")), reading.Errors)
	}
}

func TestWhenTimeRunsOutNothingIsHalfKnown(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	reading := Read(ended, []*document.File{decode(t, list(receive("EX01", "In", "")))[0]}, Options{AsOf: now})
	if len(reading.Organization.All()) != 1 || len(reading.Errors)+len(reading.Notices)+len(reading.Strangers) > 0 {
		t.Errorf("%+v", reading)
	}
}
