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

func TestProseHasNoObjects(t *testing.T) {
	for _, text := range []string{"These are the exports of last week.\nAsk Ann.\n", "hello\n", "#TYPE Fabrikam.Connector\n"} {
		f := exporttest.Decode(t, "README.txt", []byte(text))
		if len(f.Values) != 0 || len(f.Prose) != strings.Count(text, "\n") {
			t.Errorf("%q: %+v, %+v", text, f.Values, f.Prose)
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

func TestTextAroundAListIsProse(t *testing.T) {
	const list = "Name : In\nFqdn : x\n"
	for _, text := range []string{
		list + "\nSee above.\n", list + "See above.\n", "[PS] C:\\>Get-X |\nfl\n\n" + list + "\n[PS] C:\\>Get-Y\n\nIt failed.\n",
		"Name : In\nWARNING: the server is slow\nFqdn : x\n", "```\n" + list + "```\n", "===== EX01 =====\n" + list + "===== EX02 =====\n" + list,
		"   TransportRole: FrontendTransport\n\n" + list,
	} {
		f := exporttest.Decode(t, "x.txt", []byte(text))
		for _, v := range f.Values {
			exporttest.Equal(t, "{Name Fqdn}", exporttest.Outline(v))
		}
		if len(f.Values) == 0 || len(f.Prose) == 0 {
			t.Errorf("%q: %d objects, %d lines of prose", text, len(f.Values), len(f.Prose))
		}
	}
}

func TestTextInsideAnObjectIsAnError(t *testing.T) {
	exporttest.WantError(t, "x.txt", "Name : In\nwhat is this\nFqdn : x\n", "x.txt:2:1: this line is neither \"Name : value\" nor the rest of a value, which would be indented")
}

func TestListsAreReadAsProgramsPassThemOn(t *testing.T) {
	const list = "Name     : In\nBindings : {[::]:25,\n           0.0.0.0:25}\nEnabled  : True\nBanner   :\n"
	for name, change := range map[string]*strings.Replacer{
		"as it is":                            strings.NewReplacer(),
		"quoted in a mail":                    strings.NewReplacer("Name ", "> Name ", "Bin", "> Bin", "Ena", "> Ena", "           ", ">            ", "Ban", "> Ban"),
		"as code, four columns in":            strings.NewReplacer("Name ", "    Name ", "Bin", "    Bin", "Ena", "    Ena", "           ", "               ", "Ban", "    Ban"),
		"with colors":                         strings.NewReplacer("Name     : ", "\x1b[32;1mName     : \x1b[0m", "Bindings : ", "\x1b[32;1mBindings : \x1b[0m"),
		"with tabs before the colons":         strings.NewReplacer("     :", "\t:", "s :", "s\t:", "   :", "\t:"),
		"with no-break blanks":                strings.NewReplacer("     :", "\u00a0\u00a0:"),
		"with a blank line behind every line": strings.NewReplacer("\n", "\n\n"),
		"with blanks at the ends":             strings.NewReplacer("\n", "  \n"),
	} {
		f := exporttest.Decode(t, "x.txt", []byte("Ann wrote:\n\n"+change.Replace(list)))
		if len(f.Values) != 1 {
			t.Fatalf("%s: %d objects", name, len(f.Values))
		}
		var got []string
		for _, field := range f.Values[0].Fields() {
			got = append(got, field.Name+"="+field.Value.Text())
		}
		exporttest.Equal(t, []string{"Name=In", "Bindings={[::]:25, 0.0.0.0:25}", "Enabled=True", "Banner="}, got)
	}
}

func TestAPropertyThatIsShownTwiceBeginsNoObject(t *testing.T) {
	f := exporttest.Decode(t, "x.txt", []byte("Name : In\nFqdn : x\nName : In\nServer : EX01\n\nName : Out\nFqdn : y\nName : Out\nServer : EX01\n"))
	for _, v := range f.Values {
		exporttest.Equal(t, "{Name Fqdn Name Server}", exporttest.Outline(v))
	}
	f = exporttest.Decode(t, "x.txt", []byte("Name : In\nFqdn : x\nName : Out\nFqdn : y\n"))
	if len(f.Values) != 2 {
		t.Errorf("%d objects without a blank line between them, want 2", len(f.Values))
	}
}

func TestACarriageReturnAloneEndsNoLineOfAList(t *testing.T) {
	exporttest.WantError(t, "x.txt", "Name : A\rServer : EX01\rEnabled : True\r", "x.txt:1:9: "+loneReturn)
}

func TestATableIsProse(t *testing.T) {
	table := "\r\nIdentity             Bindings                 Enabled\r\n--------             --------                 -------\r\nEX01\\Default EX01    {[::]:25, 0.0.0.0...}    True\r\n"
	for _, name := range []string{"x.txt", "stdin"} {
		for _, above := range []string{"", "[PS] C:\\>Get-ReceiveConnector\r\n"} {
			f := exporttest.Decode(t, name, []byte(above+table))
			if len(f.Values) != 0 || len(f.Prose) != 3 || !strings.HasPrefix(f.Prose[0].Text(), "Identity ") {
				t.Errorf("%s: %+v, %+v", name, f.Values, f.Prose)
			}
		}
	}
}

func TestACSVMayBeCalledText(t *testing.T) {
	f := exporttest.Decode(t, "x.txt", []byte("Name,Comment\n\"In\",\"Two lines.\nNote: the second\"\n"))
	exporttest.Equal(t, []string{"Name", "Comment"}, f.Columns)
}

func FuzzList(f *testing.F) {
	f.Add(pasted)
	f.Add("a : b\n c\n\na:\nb : {x...}\n")
	f.Add("prose\n[PS] C:\\>x |\ny\n\na : b\n")
	f.Add("a  b\n-- --\n")
	f.Add("a : b\rc : d\r")
	f.Fuzz(func(t *testing.T, text string) { exporttest.CheckDecode(t, "x.txt", []byte(text)) })
}
