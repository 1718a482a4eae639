package facts

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

func TestManyCertificatesOfAServerAreFoundAsAHandfulIs(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(texts ...string) string { return texts[random.IntN(len(texts))] }
	var certificates []*certificate
	for n := range 4 * handful {
		certificates = append(certificates, &certificate{
			Object: &model.Object{Identity: fmt.Sprintf(`EX01\%02d`, n)},
			issuer: pick("CN=A", "CN=B", ""), subject: pick("CN=mail", "CN=relay", ""),
			names:     []string{pick("mail", "*.contoso.com"), pick("relay", "mail.contoso.com")},
			notBefore: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC).Add(time.Duration(random.IntN(5)) * time.Hour),
		})
	}
	many := newCertificateIndex(certificates)
	few := &certificateIndex{byIdentity: many.byIdentity, newestFirst: many.newestFirst}
	if many.named == nil {
		t.Fatal("there is no index of so many")
	}
	found := 0
	for _, subject := range []string{"CN=mail", "CN=relay", "CN=other", ""} {
		for _, issuer := range []string{"CN=A", "CN=B", "CN=other", ""} {
			got, want := many.called(issuer, subject), few.called(issuer, subject)
			equal(t, fmt.Sprintf("called %q by %q", subject, issuer), namesOfAll(got), namesOfAll(want))
			found += len(got)
		}
	}
	for _, name := range []string{"mail", "relay", "*.contoso.com", "mail.contoso.com", "other"} {
		got, want := many.covering(name), few.covering(name)
		equal(t, "covering "+name, namesOfAll(got), namesOfAll(want))
		found += len(got)
	}
	if found == 0 {
		t.Error("nothing is found")
	}
}

func namesOfAll(certificates []*certificate) (names []string) {
	for _, c := range certificates {
		names = append(names, c.Identity)
	}
	return names
}
