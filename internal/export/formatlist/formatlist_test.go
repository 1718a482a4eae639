package formatlist_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/exporttest"
)

const pasted = "[PS] C:\\>Get-ReceiveConnector | fl *\r\n\r\n\r\nRunspaceId         : 8694c07f\r\nAuthMechanism      : Tls, Integrated, BasicAuth,\r\n                     ExchangeServer\r\nBanner             :\r\n" +
	"Bindings           : {[::]:25, 0.0.0.0:25}\r\nTlsCertificateName : <I>CN=Fabrikam CA, O=Fabrikam, C=US<S>CN=*.contoso.com,\r\n                     O=Contoso\r\n\r\nRunspaceId : 1\r\nName       : Second\r\nRunspaceId : 2\r\n"

const loneReturn = "a carriage return without a line feed is here; save the file with the line ends of Windows or Unix"

func TestFormatListIsRead(t *testing.T) {
	f, err := export.Decode(t.Context(), "paste.txt", []byte(pasted))
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
	exporttest.Equal(t, want, got)
}

func TestProseIsNoExport(t *testing.T) {
	for _, text := range []string{"These are the exports of last week.\nAsk Ann.\n", "hello\n", "#TYPE Fabrikam.Connector\n"} {
		f := exporttest.Decode(t, "README.txt", []byte(text))
		if len(f.Values) != 1 || exporttest.Outline(f.Values[0]) != "{}" {
			t.Errorf("%q: %+v", text, f.Values)
		}
	}
}

func TestProseAndPromptsAboveAListAreLeftOut(t *testing.T) {
	const list = "Name : In\nFqdn : x\n"
	tests := []struct{ name, file, above string }{
		{"a line of prose", "x.txt", "The connector of Ann's server:\n"},
		{"a word", "x.txt", "Connectors\n\n"},
		{"a prompt", "stdin", "[PS] C:\\>Get-ReceiveConnector | fl\n\n"},
		{"a command of two lines", "x.txt", "[PS] C:\\>Get-ReceiveConnector |\nfl Name,Fqdn\n\n"},
		{"a command of two lines, in a file without a name", "stdin", "[PS] C:\\>Get-ReceiveConnector |\r\nfl Name,Fqdn\r\n\r\n"},
		{"a list, and another command", "x.txt", list + "\n[PS] C:\\>Get-ReceiveConnector |\nfl Name,Fqdn\n\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := exporttest.Decode(t, test.file, []byte(test.above+list))
			for _, v := range f.Values {
				exporttest.Equal(t, "{Name Fqdn}", exporttest.Outline(v))
			}
		})
	}
}

func TestProseBelowAListIsAnError(t *testing.T) {
	const neither = "this line is neither \"Name : value\" nor the rest of a value, which would be indented"
	exporttest.WantError(t, "x.txt", "Name : In\n\nSee above.\n", "x.txt:3:1: "+neither)
	exporttest.WantError(t, "x.txt", "[PS] C:\\>Get-X |\nfl\n\nName : In\n\n[PS] C:\\>Get-Y\n\nIt failed.\n", "x.txt:8:1: "+neither)
}

func TestAListThatIsIndentedIsAnError(t *testing.T) {
	exporttest.WantError(t, "x.txt", "  Name : In\n  Fqdn : x\n", "x.txt:1:1: this line is neither \"Name : value\" nor the rest of a value, which would be indented")
}

func TestACarriageReturnAloneEndsNoLineOfAList(t *testing.T) {
	exporttest.WantError(t, "x.txt", "Name : A\rServer : EX01\rEnabled : True\r", "x.txt:1:9: "+loneReturn)
}

func TestATableIsRefused(t *testing.T) {
	const cut = "this is a table as Format-Table shows it, which cuts off values; export it again with ConvertTo-Json -Depth 4, or with Format-List (fl)"
	table := "\r\nIdentity             Bindings                 Enabled\r\n--------             --------                 -------\r\nEX01\\Default EX01    {[::]:25, 0.0.0.0...}    True\r\n"
	for _, name := range []string{"x.txt", "stdin"} {
		exporttest.WantError(t, name, table, name+":2:1: "+cut)
		exporttest.WantError(t, name, "[PS] C:\\>Get-ReceiveConnector\r\n"+table, name+":1:1: "+cut)
	}
}

func TestACSVMayBeCalledText(t *testing.T) {
	f := exporttest.Decode(t, "x.txt", []byte("Name,Comment\n\"In\",\"Two lines.\nNote: the second\"\n"))
	exporttest.Equal(t, []string{"Name", "Comment"}, f.Columns)
}

func TestALineThatBelongsNowhereIsAnError(t *testing.T) {
	_, err := export.Decode(t.Context(), "x.txt", []byte("Name : In\nwhat is this\n"))
	if err == nil || !strings.HasPrefix(err.Error(), "x.txt:2:1: this line is neither") {
		t.Error(err)
	}
}

func FuzzList(f *testing.F) {
	f.Add(pasted)
	f.Add("a : b\n c\n\na:\nb : {x...}\n")
	f.Add("prose\n[PS] C:\\>x |\ny\n\na : b\n")
	f.Add("a  b\n-- --\n")
	f.Add("a : b\rc : d\r")
	f.Fuzz(func(t *testing.T, text string) { exporttest.CheckDecode(t, "x.txt", []byte(text)) })
}
