package export

import (
	"fmt"
	"strings"
	"testing"
)

const pasted = "[PS] C:\\>Get-ReceiveConnector | fl *\r\n\r\n\r\nRunspaceId         : 8694c07f\r\nAuthMechanism      : Tls, Integrated, BasicAuth,\r\n                     ExchangeServer\r\nBanner             :\r\n" +
	"Bindings           : {[::]:25, 0.0.0.0:25}\r\nTlsCertificateName : <I>CN=Fabrikam CA, O=Fabrikam, C=US<S>CN=*.contoso.com,\r\n                     O=Contoso\r\n\r\nRunspaceId : 1\r\nName       : Second\r\nRunspaceId : 2\r\n"

func TestFormatListIsRead(t *testing.T) {
	f, err := Decode(t.Context(), "paste.txt", []byte(pasted))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range f.Values {
		for _, field := range v.Fields() {
			p := field.Value.Place()
			got = append(got, fmt.Sprintf("%s=%s@%d:%d-%d:%d", field.Name, field.Value.Text(), p.StartLine, p.StartColumn, p.EndLine, p.EndColumn))
		}
		got = append(got, "--")
	}
	want := []string{
		"RunspaceId=8694c07f@4:22-4:30", "AuthMechanism=Tls, Integrated, BasicAuth, ExchangeServer@5:22-6:36", "Banner=@7:21-7:21", "Bindings={[::]:25, 0.0.0.0:25}@8:22-8:43",
		"TlsCertificateName=<I>CN=Fabrikam CA, O=Fabrikam, C=US<S>CN=*.contoso.com, O=Contoso@9:22-10:31", "--",
		"RunspaceId=1@12:14-12:15", "Name=Second@13:14-13:20", "--", "RunspaceId=2@14:14-14:15", "--",
	}
	equal(t, want, got)
}

func TestProseIsNoExport(t *testing.T) {
	f, err := Decode(t.Context(), "README.txt", []byte("These are the exports of last week.\nAsk Ann.\n"))
	if err != nil || len(f.Values) != 1 || f.Values[0].Kind != String {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestALineThatBelongsNowhereIsAnError(t *testing.T) {
	_, err := Decode(t.Context(), "x.txt", []byte("Name : In\nwhat is this\n"))
	if err == nil || !strings.HasPrefix(err.Error(), "x.txt:2:1: this line is neither") {
		t.Error(err)
	}
}

func FuzzList(f *testing.F) {
	f.Add(pasted)
	f.Add("a : b\n c\n\na:\nb : {x...}\n")
	f.Fuzz(func(t *testing.T, text string) { decodesWell(t, "x.txt", []byte(text)) })
}
