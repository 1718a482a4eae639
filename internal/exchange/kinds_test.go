package exchange

import (
	"encoding/xml"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// withMadeUpKinds returns the built-in kinds together with made-up ones, for which there is no
// line of Go.
func withMadeUpKinds(t *testing.T) *schema.Set {
	t.Helper()
	folder := os.DirFS("testdata/kinds")
	if err := schema.Check(folder); err != nil {
		t.Fatal(err)
	}
	set, err := schema.BuiltIn().With(folder)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// exported is one object as a cmdlet exports it: pairs of names and values.
type exported [][2]string

// notations write objects as PowerShell does.
var notations = map[string]func(objects ...exported) string{
	".json": func(objects ...exported) string {
		var texts []string
		for _, object := range objects {
			var members []string
			for _, member := range object {
				members = append(members, fmt.Sprintf("%q: %q", member[0], member[1]))
			}
			texts = append(texts, "{"+strings.Join(members, ", ")+"}")
		}
		return "[" + strings.Join(texts, ",\n") + "]"
	},
	".csv": func(objects ...exported) string {
		var lines []string
		for i, object := range objects {
			var names, values []string
			for _, member := range object {
				names, values = append(names, `"`+member[0]+`"`), append(values, `"`+member[1]+`"`)
			}
			if i == 0 {
				lines = append(lines, strings.Join(names, ","))
			}
			lines = append(lines, strings.Join(values, ","))
		}
		return strings.Join(lines, "\r\n") + "\r\n"
	},
	".xml": func(objects ...exported) string {
		var b strings.Builder
		b.WriteString(`<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">`)
		for i, object := range objects {
			fmt.Fprintf(&b, `<Obj RefId="%d"><MS>`, i)
			for _, member := range object {
				fmt.Fprintf(&b, `<S N="%s">`, member[0])
				_ = xml.EscapeText(&b, []byte(member[1])) // a strings.Builder takes everything
				b.WriteString(`</S>`)
			}
			b.WriteString(`</MS></Obj>`)
		}
		b.WriteString(`</Objs>`)
		return b.String()
	},
	".txt": func(objects ...exported) string {
		var b strings.Builder
		for _, object := range objects {
			b.WriteString("\r\n")
			for _, member := range object {
				fmt.Fprintf(&b, "%-45s : %s\r\n", member[0], member[1])
			}
		}
		return b.String()
	},
}

// readMadeUp reads files by name with the made-up kinds.
func readMadeUp(t *testing.T, files map[string]string) ingest.Reading {
	t.Helper()
	var decoded []*document.File
	for name, text := range files {
		file, err := export.Decode(t.Context(), name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		decoded = append(decoded, file)
	}
	return Read(t.Context(), decoded, ingest.Options{AsOf: Now, Kinds: withMadeUpKinds(t)})
}

func identitiesOf(organization *model.Organization, kind string) []string {
	var identities []string
	for _, object := range organization.Objects(kind) {
		identities = append(identities, object.Identity)
	}
	return identities
}

func messages(list diag.List) []string {
	var texts []string
	for _, d := range list {
		texts = append(texts, d.Message)
	}
	return texts
}

func TestAKindIsReadByWhatItsSchemaDeclares(t *testing.T) {
	domain := func(name string, more ...[2]string) exported {
		return append(exported{{"Name", name}, {"MailDomainName", name}, {"MailDomainType", "Authoritative"}}, more...)
	}
	tests := []struct {
		name, file, kind string
		objects          []exported
		want             []string
	}{
		{"a server's own, by its property", "agents", "TransportAgent", []exported{{{"Server", "ex01.contoso.com"}, {"Name", "Filter"}, {"AgentPath", `C:\a`}, {"AgentPriority", "1"}}}, []string{`EX01\Filter`}},
		{"a server's own, by the file's name", "EX02-TransportAgent", "TransportAgent", []exported{{{"Name", "Filter"}, {"AgentPath", `C:\a`}, {"AgentPriority", "1"}}}, []string{`EX02\Filter`}},
		{"one of which there is one", "settings", "JournalConfig", []exported{{{"Name", "Journal Settings"}, {"JournalArchiving", "True"}, {"JournalReportDLMemberSubstitutionEnabled", "False"}}}, []string{"Journal Settings"}},
		{"one of which there is one, without its name", "settings", "JournalConfig", []exported{{{"JournalArchiving", "True"}, {"JournalReportDLMemberSubstitutionEnabled", "False"}}}, []string{"JournalConfig"}},
		{"the organization's, by the file's name", "MailDomain", "MailDomain", []exported{domain("contoso.com")}, []string{"contoso.com"}},
		{"the organization's, by a value that is another's", "domains", "MailDomain", []exported{domain("contoso.com", [2]string{"OriginatingServer", "dc01.contoso.com"}, [2]string{"MailDomainLogPath", `C:\Logs\Hub\x`})}, []string{"contoso.com"}},
		{"the tenant's, by a column", "domains", "CloudMailDomain", []exported{domain("contoso.com", [2]string{"DaneStatus", "Disabled"})}, []string{"contoso.com"}},
		{"the tenant's, by a value", "MailDomain", "CloudMailDomain", []exported{domain("contoso.com", [2]string{"OriginatingServer", "VI1PR0.EURPR0.prod.outlook.com"})}, []string{"contoso.com"}},
		{"the tenant's, by a path in a value", "MailDomain", "CloudMailDomain", []exported{domain("contoso.com", [2]string{"MailDomainLogPath", `C:\Logs\Cloud\x`})}, []string{"contoso.com"}},
		{"the tenant's, by the file's name", "EXO-MailDomain", "CloudMailDomain", []exported{domain("contoso.com")}, []string{"contoso.com"}},
		{"an identity of five parts", "grants", "Grant", []exported{{{"Identity", `EX01\Relay`}, {"User", `NT AUTHORITY\ANONYMOUS LOGON`}, {"Rights", "Submit"}, {"Deny", "False"}, {"IsInherited", "True"}}}, []string{`EX01\Relay\NT AUTHORITY\ANONYMOUS LOGON\Submit\False\True`}},
		{"no property for its server, but the file's name", "EX03-Adapter", "Adapter", []exported{{{"AdapterGuid", "7f00"}, {"MacAddress", "00-15"}, {"IPAddresses", "10.0.0.1"}}}, []string{`EX03\7f00`}},
		{"no property for its server, but a script's column", "adapters", "Adapter", []exported{{{"Server", "EX04"}, {"AdapterGuid", "7f00"}, {"MacAddress", "00-15"}, {"IPAddresses", "10.0.0.1"}}}, []string{`EX04\7f00`}},
		{"no server at all", "adapters", "Adapter", []exported{{{"AdapterGuid", "7f00"}, {"MacAddress", "00-15"}, {"IPAddresses", "10.0.0.1"}}}, []string{`?\7f00`}},
	}
	for _, test := range tests {
		for extension, write := range notations {
			t.Run(test.name+extension, func(t *testing.T) {
				reading := readMadeUp(t, map[string]string{test.file + extension: write(test.objects...)})
				Equal(t, "identities", identitiesOf(reading.Organization, test.kind), test.want)
				Equal(t, "errors", messages(reading.Errors), []string(nil))
				Equal(t, "not recognized", messages(reading.Unrecognized), []string(nil))
				for _, object := range reading.Organization.Objects(test.kind) {
					Equal(t, "unknown properties", object.Input()["unknown"], any([]any{}))
				}
			})
		}
	}
}

func TestKindsThatNothingTellsApartAreNotGuessed(t *testing.T) {
	for extension, write := range notations {
		text := write(exported{{"Name", "contoso.com"}, {"MailDomainName", "contoso.com"}, {"MailDomainType", "Authoritative"}})
		reading := readMadeUp(t, map[string]string{"domains" + extension: text})
		if len(reading.Unrecognized) != 1 || len(reading.Organization.Objects("MailDomain"))+len(reading.Organization.Objects("CloudMailDomain")) > 0 {
			t.Errorf("%s: not recognized: %v", extension, messages(reading.Unrecognized))
		}
	}
}

func TestOneFileMayHoldTheKindsOfBothSides(t *testing.T) {
	reading := readMadeUp(t, map[string]string{"domains.json": notations[".json"](
		exported{{"Name", "here"}, {"MailDomainName", "here"}, {"MailDomainType", "Authoritative"}, {"OriginatingServer", "dc01.contoso.com"}},
		exported{{"Name", "there"}, {"MailDomainName", "there"}, {"MailDomainType", "Authoritative"}, {"OriginatingServer", "x.prod.outlook.com"}},
	)})
	Equal(t, "the organization's", identitiesOf(reading.Organization, "MailDomain"), []string{"here"})
	Equal(t, "the tenant's", identitiesOf(reading.Organization, "CloudMailDomain"), []string{"there"})
}

func TestAnEmptyExportMeansWhatTheSchemaSays(t *testing.T) {
	for file, want := range map[string]string{
		"EX01-TransportAgent.csv":  "error: the export is empty, but every server has transport agents: Get-TransportAgentOfServer failed or was not allowed to see them",
		"EX01-TransportAgent.json": "error: the export is empty, but every server has transport agents: Get-TransportAgentOfServer failed or was not allowed to see them",
		"JournalConfig.xml":        "error: the export is empty, but every organization has journal settings: Get-JournalConfig failed or was not allowed to see them",
		"ExoMailDomain.txt":        "notice: the export is empty: the tenant has no mail domains of Exchange Online",
		"EX01-Grant.json":          "notice: the export is empty: the server has no grants",
	} {
		empty := map[string]string{".csv": "", ".json": "[]", ".xml": `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"></Objs>`, ".txt": ""}
		reading := readMadeUp(t, map[string]string{file: empty[file[strings.LastIndex(file, "."):]]})
		var got []string
		for _, message := range messages(reading.Errors) {
			got = append(got, "error: "+message)
		}
		for _, message := range messages(reading.Notices) {
			got = append(got, "notice: "+message)
		}
		Equal(t, file, got, []string{want})
	}
}

func TestAnExportThatFailedIsReportedForEveryKind(t *testing.T) {
	reading := readMadeUp(t, map[string]string{
		"EX01-TransportAgent.json": notations[".json"](exported{{"Name", "Filter"}, {"AgentPath", `C:\a`}, {"AgentPriority", "1"}}),
		"manifest.json": `{"ExchlintManifest": 1, "CollectedAt": "2026-11-19T00:00:00Z", "Collections": [
			{"Server": "EX01", "Cmdlet": "Get-TransportAgentOfServer", "Count": 1},
			{"Server": "EX02", "Cmdlet": "Get-TransportAgentOfServer", "Count": 3},
			{"Server": "EX03", "Cmdlet": "Get-Adapter", "Error": "access denied"}]}`,
	})
	Equal(t, "notices", messages(reading.Notices), []string{
		"Get-Adapter failed on EX03 when the exports were made: access denied",
		"Get-TransportAgentOfServer gave 3 objects on EX02 when the exports were made, and none of them is here",
	})
}

func TestRecordsOfOneObjectOfAnyKindBecomeOne(t *testing.T) {
	agent := func(priority string) string {
		return notations[".json"](exported{{"Server", "EX01"}, {"Name", "Filter"}, {"AgentPath", `C:\a`}, {"AgentPriority", priority}})
	}
	reading := readMadeUp(t, map[string]string{"a/agents.json": agent("1"), "b/agents.json": agent("2")})
	objects := reading.Organization.Objects("TransportAgent")
	if len(objects) != 1 || len(objects[0].Input()["conflicts"].([]any)) != 1 {
		t.Fatalf("%d objects", len(objects))
	}
	if _, known := objects[0].Value("AgentPriority"); known {
		t.Error("a value in conflict is known")
	}
}

func TestObjectsOfMadeUpKindsAreListedAndMatchTheirSchemas(t *testing.T) {
	set := withMadeUpKinds(t)
	reading := readMadeUp(t, map[string]string{"EX03-Adapter.json": notations[".json"](exported{{"AdapterGuid", "7f00"}, {"MacAddress", "00-15"}, {"IPAddresses", "10.0.0.1, 10.0.0.2"}})})
	found := false
	for _, object := range reading.Organization.All() {
		found = found || object.Kind == set.Lookup("Adapter") || object.Kind.Name == "Adapter"
	}
	if !found {
		t.Error("the organization does not list the adapter")
	}
	Equal(t, "normalized", reading.Organization.Objects("Adapter")[0].Input(), map[string]any{
		"identity": `EX03\7f00`, "AdapterGuid": "7f00", "MacAddress": "00-15", "IPAddresses": []any{"10.0.0.1", "10.0.0.2"},
		"lost_values": []any{}, "conflicts": []any{}, "unknown": []any{},
	})
}
