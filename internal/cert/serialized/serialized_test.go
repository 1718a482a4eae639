package serialized

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"
	"unicode/utf8"
)

// notes returns the SerializationData of real certificates, in the order of the file.
func notes(tb testing.TB, dataset string) [][]byte {
	tb.Helper()
	root := os.Getenv("EXCHLINT_CORPUS")
	if root == "" {
		tb.Skip("EXCHLINT_CORPUS names no folder of real exports")
	}
	text, err := os.ReadFile(filepath.Join(root, dataset, "clixml", "ExchangeCertificate.xml"))
	if err != nil {
		tb.Fatal(err)
	}
	var found [][]byte
	for _, match := range regexp.MustCompile(`<BA N="SerializationData">([^<]*)</BA>`).FindAllSubmatch(text, -1) {
		data, err := base64.StdEncoding.DecodeString(string(match[1]))
		if err != nil {
			tb.Fatal(err)
		}
		found = append(found, data)
	}
	return found
}

func TestRealNotesSayWhatTheirExportsDo(t *testing.T) {
	for _, dataset := range []string{"hc-exlab", "hc-e16", "hc-exlab-multimatch"} {
		found := notes(t, dataset)
		data, err := os.ReadFile(filepath.Join(os.Getenv("EXCHLINT_CORPUS"), dataset, "ps7-json", "ExchangeCertificate.json"))
		if err != nil {
			t.Fatal(err)
		}
		var records []struct {
			Services, Status, RootCAType                      int64
			IsSelfSigned, PrivateKeyExportable, HasPrivateKey bool
			Identity, FriendlyName                            string
		}
		if err := json.Unmarshal(data, &records); err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 || len(found) != len(records) {
			t.Fatalf("%s: %d notes, %d records", dataset, len(found), len(records))
		}
		for i, want := range records {
			got, err := Parse(found[i])
			if err != nil {
				t.Error(err)
				continue
			}
			if *got.Services != want.Services || *got.Status != want.Status || *got.RootCAType != want.RootCAType || *got.SelfSigned != want.IsSelfSigned || *got.HasKey != want.HasPrivateKey ||
				*got.PrivateKeyExportable != want.PrivateKeyExportable || *got.Identity != want.Identity || *got.FriendlyName != want.FriendlyName || len(got.DER) == 0 {
				t.Errorf("%s: %s: %+v", dataset, want.Identity, got)
			}
		}
	}
}

func TestDamagedNotesAreNotKnownAndNoMore(t *testing.T) {
	for _, data := range notes(t, "hc-exlab") {
		for i := range data {
			Parse(data[:i]) // must only end
		}
		signed := append([]byte("#sig#\xff\xff\x00\x00"), data...)
		if c, err := Parse(signed); err != nil || c.Services == nil {
			t.Errorf("signed: %+v, %v", c, err)
		}
	}
	for _, data := range []string{"", "#sig#", "\x00", "\x0c\xff\xff\xff\xff\xff\xff\xff\xff\xff"} {
		if c, err := Parse([]byte(data)); err == nil {
			t.Errorf("%q is read as %+v", data, c)
		}
	}
}

func TestWhatStandsBeforeAFaultIsKnown(t *testing.T) {
	data := notes(t, "hc-exlab")[0]
	c, err := Parse(data[:1100]) // in the middle of Identity, behind Services
	if err != nil || c.Services == nil || c.Identity != nil || c.HasKey != nil {
		t.Errorf("%+v, %v", c, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("\x00\x01\x00\x00\x00\xff\xff\xff\xff\x01\x00\x00\x00\x00\x00\x00\x00\x05\x01\x00\x00\x00\x01C\x01\x00\x00\x00\x08Services\x00\x08\x02\x00\x00\x00\x10\x00\x00\x00\x0b"))
	if os.Getenv("EXCHLINT_CORPUS") != "" {
		for _, data := range notes(f, "hc-exlab") {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse(data)
		again, _ := Parse(bytes.Clone(data))
		switch {
		case !reflect.DeepEqual(c, again):
			t.Errorf("once %+v, then %+v", c, again)
		case err != nil && !reflect.DeepEqual(c, Certificate{}):
			t.Errorf("%v, and yet %+v", err, c)
		case !bytes.Contains(data, c.DER):
			t.Errorf("the certificate is none of the data's: %x", c.DER)
		}
		for _, text := range []*string{c.Identity, c.FriendlyName} {
			if text != nil && !utf8.ValidString(*text) {
				t.Errorf("%q is no text", *text)
			}
		}
	})
}
