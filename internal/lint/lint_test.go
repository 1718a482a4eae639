package lint_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/builtin"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/source"
)

var now = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)

func load(testing.TB) *rules.Set { return builtin.Set() }

// run lints inputs with the rules of the default profile.
func run(t *testing.T, set *rules.Set, asOf time.Time, inputs ...lint.Input) *lint.Result {
	t.Helper()
	rules, err := lint.Select(set.Rules, lint.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	return lint.Run(context.Background(), inputs, set, lint.Options{AsOf: asOf, Rules: rules, FailOn: lint.Warning})
}

// said lists findings as "rule identity property", without their places.
func said(result *lint.Result) []string {
	var list []string
	for _, f := range result.Findings {
		list = append(list, f.Rule.ID+" "+f.Identity+" "+f.Property)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// vanilla is what setup leaves on a server: five connectors and three certificates.
func vanilla(server string) string {
	connector := func(name, role, port, auth, groups, more string) string {
		return fmt.Sprintf(`{"Server": %q, "Identity": "%[1]s\\%[2]s %[1]s", "Name": "%[2]s %[1]s", "Enabled": true, "TransportRole": %[3]d, "Bindings": ["[::]:%[4]s", "0.0.0.0:%[4]s"],
			"RemoteIPRanges": ["::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "0.0.0.0-255.255.255.255"], "AuthMechanism": %[5]s, "PermissionGroups": %[6]s, "RequireTLS": false,
			"Fqdn": "%[1]s.corp.contoso.com", "TlsCertificateName": null, "TlsDomainCapabilities": [], "SuppressXAnonymousTls": false, "DomainSecureEnabled": false, "ExtendedProtectionPolicy": 0,
			"BinaryMimeEnabled": true, "ChunkingEnabled": true, "ConnectionTimeout": "00:10:00", "ConnectionInactivityTimeout": "00:05:00", %[7]s}`, server, name, map[string]int{"front": 16384, "hub": 32}[role], port, auth, groups, more)
	}
	certificate := func(letter, subject, services, domains string) string {
		return fmt.Sprintf(`{"Identity": "%[1]s.corp.contoso.com\\%[2]s", "Thumbprint": %[2]q, "Subject": %[3]q, "Issuer": %[3]q, "NotBefore": "2025-05-02T10:00:00Z", "NotAfter": "2030-05-02T10:00:00Z",
			"Services": %[4]s, "Status": 1, "RootCAType": 3, "IsSelfSigned": true, "HasPrivateKey": true, "CertificateDomains": %[5]s, "PublicKeySize": 2048, "PublicKey": "RSA",
			"SignatureAlgorithm": "sha256RSA", "EnhancedKeyUsageList": ["Server Authentication (1.3.6.1.5.5.7.3.1)"]}`, server, strings.Repeat(letter, 40), subject, services, domains)
	}
	return `{"ReceiveConnector": [` + strings.Join([]string{
		connector("Default", "hub", "2525", "31", "14", `"TarpitInterval": "00:00:05", "ProtocolLoggingLevel": 0`), connector("Client Proxy", "hub", "465", "31", "6", `"TarpitInterval": "00:00:05", "ProtocolLoggingLevel": 0`),
		connector("Default Frontend", "front", "25", "31", "13", `"TarpitInterval": "00:00:05", "ProtocolLoggingLevel": 1`), connector("Outbound Proxy Frontend", "front", "717", "31", "4", `"TarpitInterval": "00:00:00", "ProtocolLoggingLevel": 1`),
		connector("Client Frontend", "front", "587", "15", "2", `"TarpitInterval": "00:00:05", "ProtocolLoggingLevel": 0`),
	}, ",") + `], "ExchangeCertificate": [` + strings.Join([]string{
		certificate("A", "CN="+server, "27", `["`+server+`", "`+server+`.corp.contoso.com"]`), certificate("B", "CN=Microsoft Exchange Server Auth Certificate", "16", "[]"), certificate("C", "CN=WMSvc-SHA2-"+server, "0", `["WMSvc-SHA2-`+server+`"]`),
	}, ",") + `], "SendConnector": []}`
}

func TestAVanillaInstallationHasNothingToSay(t *testing.T) {
	set := load(t)
	for _, servers := range [][]string{{"EX01"}, {"EX01", "EX02", "EX03"}} {
		var inputs []lint.Input
		for _, server := range servers {
			inputs = append(inputs, lint.Input{Name: server + ".json", Data: []byte(vanilla(server)), Named: true})
		}
		inputs = append(inputs, lint.Input{Name: "SendConnector.json", Data: []byte("[]"), Named: true})
		result := run(t, set, now, inputs...)
		for _, f := range result.Findings {
			t.Errorf("%s: %s", f.Rule.ID, f.Message())
		}
		for open, gap := range result.Gaps() {
			t.Errorf("%s on %s: %s %v", gap.Rule.ID, open.Identity, gap.Reason, gap.Missing)
		}
		if !result.Trusted() || result.Passed == 0 {
			t.Errorf("the verdict: %+v", result.Errors)
		}
	}
}

func TestTwoRunsGiveTheSame(t *testing.T) {
	set := load(t)
	inputs := []lint.Input{{Name: "EX01.json", Data: []byte(vanilla("EX01"))}, {Name: "EX02.json", Data: []byte(strings.ReplaceAll(vanilla("EX02"), "31", "30"))}}
	first := run(t, set, now, inputs...)
	if len(first.Findings) == 0 {
		t.Fatal("nothing was found, so nothing is proven")
	}
	same := cmp.Options{
		cmpopts.IgnoreUnexported(lint.Related{}, lint.Open{}), cmpopts.IgnoreFields(lint.Finding{}, "Object"), cmpopts.IgnoreFields(lint.Open{}, "Object"), cmpopts.IgnoreFields(lint.Result{}, "Organization"),
		cmp.Comparer(func(a, b *rules.Rule) bool { return a == b }),
	}
	for range 5 {
		if diff := cmp.Diff(first, run(t, set, now, inputs...), same); diff != "" {
			t.Fatalf("a second run over the same files says something else: %s", diff)
		}
	}
}

func TestNothingPassesForLackOfAColumn(t *testing.T) {
	set := load(t)
	const connector = `[{"Server": "EX01", "Name": "In", "Enabled": true, "TransportRole": "FrontendTransport", "Bindings": ["0.0.0.0:25"], "RemoteIPRanges": ["10.0.0.1"],
		"AuthMechanism": "Integrated", "PermissionGroups": "AnonymousUsers", "RequireTLS": false, "TlsDomainCapabilities": []}]`
	for _, column := range []string{"Enabled", "TransportRole", "Bindings", "RemoteIPRanges", "AuthMechanism", "PermissionGroups", "TlsDomainCapabilities"} {
		lacking := strings.Replace(connector, `"`+column+`"`, `"Not`+column+`"`, 1)
		result := run(t, set, now, lint.Input{Name: "ReceiveConnector.json", Data: []byte(lacking), Named: true})
		evaluated := true
		for _, gap := range result.Gaps() {
			evaluated = evaluated && !(gap.Rule.ID == "receive/tls-not-offered" && slices.Contains(gap.Missing, column))
		}
		fired := slices.ContainsFunc(result.Findings, func(f lint.Finding) bool { return f.Rule.ID == "receive/tls-not-offered" })
		if evaluated && !fired {
			t.Errorf("without %s the connector passes", column)
		}
	}
}

func TestOneBrokenFileHidesNoOther(t *testing.T) {
	set := load(t)
	result := run(t, set, now, lint.Input{Name: "a.json", Data: []byte(`{"x": `)}, lint.Input{Name: "b.json", Problem: "permission denied"},
		lint.Input{Name: "c.json", Data: []byte(`{"name": "x"}`)}, lint.Input{Name: "EX01.json", Data: []byte(strings.ReplaceAll(vanilla("EX01"), "31", "30"))})
	if result.Trusted() || len(result.Errors) != 2 || len(result.Skipped) != 1 || len(result.Findings) == 0 {
		t.Errorf("%d errors, %d skipped, %d findings", len(result.Errors), len(result.Skipped), len(result.Findings))
	}
}

// manyConnectors is an export of so many connectors of a server.
func manyConnectors(server string, n int) lint.Input {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ",\n{\"Server\": %q, \"Name\": \"In %d\"}", server, i)
	}
	return lint.Input{Name: server + "-ReceiveConnector.json", Data: []byte("[" + b.String()[1:] + "\n]")}
}

func TestAReadingThatWasGivenUpDoesNotCount(t *testing.T) {
	input := manyConnectors("EX01", 130_001)
	input.Data = bytes.Replace(input.Data, []byte("In 130000"), []byte("\xfcber 130000"), 1) // Windows-1252, which shows in the last part
	organization, result := lint.Normalize(t.Context(), []lint.Input{input}, lint.Options{AsOf: now})
	if n := len(organization.Objects("ReceiveConnector")); n != 130_001 || !result.Trusted() {
		t.Errorf("%d connectors, %+v", n, result.Errors)
	}
}

func TestWhichFileIsTooManyHangsOnTheirOrderAlone(t *testing.T) {
	inputs := []lint.Input{manyConnectors("EX01", 130_000), manyConnectors("EX02", 120_000), manyConnectors("EX03", 1)}
	for range 3 {
		organization, result := lint.Normalize(t.Context(), inputs, lint.Options{AsOf: now})
		if len(result.Errors) != 1 || result.Errors[0].File != "EX03-ReceiveConnector.json" {
			t.Errorf("%+v", result.Errors)
		}
		if n := len(organization.Objects("ReceiveConnector")); n > 0 {
			t.Errorf("half an organization of %d connectors", n)
		}
	}
}

func TestARunThatIsStoppedSaysSo(t *testing.T) {
	stopped, stop := context.WithCancel(t.Context())
	stop()
	late, stop := context.WithTimeout(t.Context(), 0)
	defer stop()
	set := load(t)
	for ctx, want := range map[context.Context]string{stopped: "the run was stopped", late: "time ran out"} {
		result := lint.Run(ctx, []lint.Input{{Name: "EX01.json", Data: []byte(vanilla("EX01"))}}, set, lint.Options{AsOf: now, Rules: set.Rules})
		if result.Trusted() || len(result.Errors) != 2 || !strings.Contains(result.Errors[0].Message, want) || result.Errors[1].File != "EX01.json" {
			t.Errorf("%+v", result.Errors)
		}
	}
}

// ours is a set of one rule, about receive connectors.
func ours(t *testing.T, body string) *rules.Set {
	t.Helper()
	const head = "# METADATA\n# title: Ours\n# description: Ours.\n# schemas:\n#   - input: schema.ReceiveConnector\n# custom:\n#   level: note\n#   remediation: None.\npackage exchlint.ours.one\n\n"
	set, err := rules.Load(fstest.MapFS{"ours/one/rule.rego": {Data: []byte(head + body)}})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestAPolicyThatBreaksDownDoesSoOnEveryObject(t *testing.T) {
	set := ours(t, `findings contains {"property": "Name", "message": "m"} if { pick == 1; input.Name != "" }

pick := 1 if 1 < 2

pick := 2 if 2 < 3
`)
	for _, jobs := range []int{1, 4} {
		result := lint.Run(t.Context(), []lint.Input{manyConnectors("EX01", 500)}, set, lint.Options{AsOf: now, Rules: set.Rules, Jobs: jobs})
		if len(result.Errors) != 500 || result.Passed != 0 {
			t.Errorf("with %d jobs: %d errors, %d passes", jobs, len(result.Errors), result.Passed)
		}
	}
}

func TestALargeFileThatChangedIsSaidOnce(t *testing.T) {
	set := ours(t, `findings contains {"property": "Name", "message": "m"} if input.Name != ""`)
	input := manyConnectors("EX01", 20_000)
	before, after := input.Data, bytes.ReplaceAll(input.Data, []byte("In "), []byte("Out"))
	var opened atomic.Bool
	input.Data, input.Source = nil, func() (io.ReadSeekCloser, error) {
		if opened.Swap(true) {
			return source.Bytes(after)()
		}
		return source.Bytes(before)()
	}
	result := lint.Run(t.Context(), []lint.Input{input}, set, lint.Options{AsOf: now, Rules: set.Rules, Lines: true})
	if len(result.Errors) != 1 || result.Errors[0].Message != "the file changed while it was linted" {
		t.Errorf("%+v", result.Errors)
	}
}

func TestAContradictionBetweenTwoExportsIsSaid(t *testing.T) {
	set := load(t)
	same := lint.Input{Name: "a/EX01.json", Data: []byte(vanilla("EX01"))}
	if result := run(t, set, now, same, lint.Input{Name: "b/EX01.json", Data: same.Data}); !result.Trusted() {
		t.Errorf("two equal exports: %+v", result.Errors)
	}
	changed := strings.ReplaceAll(vanilla("EX01"), `"AuthMechanism": 31`, `"AuthMechanism": 29`)
	result := run(t, set, now, same, lint.Input{Name: "b/EX01.json", Data: []byte(changed)})
	if len(result.Findings) != 4 || !result.Trusted() {
		t.Fatalf("%+v %+v", result.Findings, result.Errors)
	}
	found := result.Findings[0]
	if found.Rule.ID != "export/conflicting-records" || found.Property != "AuthMechanism" || found.Location.File != "a/EX01.json" {
		t.Errorf("%+v", found)
	}
	if len(found.Related) != 1 || found.Related[0].Location.File != "b/EX01.json" || found.Related[0].Location.StartLine != found.Location.StartLine {
		t.Errorf("the other record: %+v", found.Related)
	}
	contradictory := false
	for _, gap := range result.Gaps() {
		contradictory = contradictory || strings.Contains(gap.Reason, "contradict")
	}
	if !contradictory {
		t.Errorf("rules that need AuthMechanism are evaluated: %+v", result.NotEvaluated)
	}
}

func TestProgressIsTold(t *testing.T) {
	set := load(t)
	var got []string
	options := lint.Options{AsOf: now, Rules: set.Rules, Progress: func(what string, done, total int) { got = append(got, fmt.Sprintf("%s %d of %d", what, done, total)) }}
	lint.Run(t.Context(), []lint.Input{{Name: "a.json", Data: []byte(vanilla("EX01"))}, {Name: "b.json", Data: []byte("{")}}, set, options)
	want := []string{
		"reading files 0 of 2", "reading files 1 of 2",
		// three certificates, the organization, five connectors and a server
		"judging objects 0 of 10", "judging objects 3 of 10", "judging objects 4 of 10", "judging objects 9 of 10",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestARemediationIsSafeToPaste(t *testing.T) {
	set := load(t)
	name := `In'; Remove-Mailbox x; ’; "$(calc)\u001b[31m`
	data := strings.ReplaceAll(vanilla("EX01"), "Default Frontend EX01", strings.ReplaceAll(name, `"`, `\"`))
	data = strings.Replace(data, `"AuthMechanism": 31`, `"AuthMechanism": 30`, 3)
	for _, f := range run(t, set, now, lint.Input{Name: "x.json", Data: []byte(data)}).Findings {
		if f.Rule.ID == "receive/tls-not-offered" && strings.Contains(f.Identity, "Mailbox") {
			want := "# Offer STARTTLS\n" + `Set-ReceiveConnector -Identity "EX01\In'; Remove-Mailbox x; ’; ` + "`\"`$(calc)$([char]0x001B)" + `[31m" -AuthMechanism 'Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer'`
			if diff := cmp.Diff(want, f.Remediation()); diff != "" {
				t.Error(diff)
			}
			return
		}
	}
	t.Fatal("the connector without Tls was not found")
}

// TestEveryRenderingGivesTheSameVerdict lints each dataset of real exports in every
// rendering: what one finds all find, but for what they say they can't evaluate.
func TestEveryRenderingGivesTheSameVerdict(t *testing.T) {
	root := os.Getenv("EXCHLINT_CORPUS")
	if root == "" {
		t.Skip("EXCHLINT_CORPUS names no folder of real exports")
	}
	set := load(t)
	richest := map[string]*lint.Result{}
	for _, folder := range folders(t, root) {
		dataset := path.Dir(folder)
		if richest[dataset] == nil {
			richest[dataset] = run(t, set, time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC), inputs(t, root, dataset+"/ps51-json")...)
		}
		result := run(t, set, time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC), inputs(t, root, folder)...)
		if !result.Trusted() {
			t.Errorf("%s: %+v", folder, result.Errors)
		}
		if want, got := but(said(richest[dataset]), result), but(said(result), result); !slices.Equal(want, got) {
			t.Errorf("%s (-richest +this):\n%s", folder, cmp.Diff(want, got))
		}
	}
}

// but leaves out the loss of values, and what a result says it could not evaluate: also
// on a certificate whose server it does not know.
func but(findings []string, result *lint.Result) []string {
	return slices.DeleteFunc(slices.Clone(findings), func(finding string) bool {
		if strings.HasPrefix(finding, "export/value-lost ") {
			return true
		}
		for open, gap := range result.Gaps() {
			rest, ours := strings.CutPrefix(finding, gap.Rule.ID+" ")
			thumbprint, nobodys := strings.CutPrefix(open.Identity, "?")
			if ours && (strings.HasPrefix(rest, open.Identity+" ") || nobodys && strings.Contains(rest, thumbprint+" ")) {
				return true
			}
		}
		return false
	})
}

func folders(t *testing.T, root string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(root, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, name := range found {
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			relative, err := filepath.Rel(root, name)
			if err != nil {
				t.Fatal(err)
			}
			folders = append(folders, filepath.ToSlash(relative))
		}
	}
	return folders
}

func inputs(t *testing.T, root, folder string) []lint.Input {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(root, folder))
	if err != nil {
		t.Fatal(err)
	}
	var inputs []lint.Input
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(root, folder, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, lint.Input{Name: folder + "/" + entry.Name(), Data: data, Named: true})
	}
	return inputs
}

// FuzzRun lints anything: it must end, with every finding at a place in its file.
func FuzzRun(f *testing.F) {
	set := load(f)
	f.Add("EX01.json", []byte(vanilla("EX01")))
	f.Add("ReceiveConnector.csv", []byte("Name,Bindings\nDefault,0.0.0.0:25\n"))
	f.Add("EX01-ExchangeCertificate.csv", []byte("Thumbprint;NotAfter;Services\n4A4B66E94A9195FA3344E34E01E6698C44C0A639;11.07.2026;SMTP\n"))
	f.Add("SendConnector.json", []byte(`[{"Name": "Out", "AddressSpaces": {"value": ["*"], "Count": 1}, "SmartHosts": null, "TlsCertificateName": "[I]CN=a[S]CN=b"}]`))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		result := lint.Run(context.Background(), []lint.Input{{Name: name, Data: data}}, set, lint.Options{AsOf: now, Rules: set.Rules})
		for _, finding := range result.Findings {
			if finding.Location.StartLine < 1 || finding.Location.StartColumn < 1 || finding.Said == "" {
				t.Errorf("%+v", finding)
			}
		}
		if len(result.Files) == 0 && result.Trusted() && len(result.Skipped) == 0 {
			t.Error("nothing was read, and the verdict is clean")
		}
	})
}

func TestARemediationIsForTheKindOfObject(t *testing.T) {
	set := load(t)
	const data = `{"SendConnector": [{"Name": "Out", "Enabled": true, "AddressSpaces": "*", "SmartHosts": "relay", "TlsCertificateName": "[I]CN=a[S]CN=b"}]}`
	for _, f := range run(t, set, now, lint.Input{Name: "x.json", Data: []byte(data)}).Findings {
		if !strings.Contains(f.Remediation(), "Set-SendConnector -Identity 'Out'") || strings.Contains(f.Remediation(), "Receive") {
			t.Error(f.Remediation())
		}
	}
}

func TestWhatPassedIsListedAsOftenAsItIsCounted(t *testing.T) {
	set := load(t)
	input := lint.Input{Name: "ReceiveConnector.json", Data: []byte("[" + vanilla("EX01") + "," + vanilla("EX02") + "]")}
	options := lint.Options{AsOf: now, Rules: set.Rules, FailOn: lint.Warning}
	if lint.Run(t.Context(), []lint.Input{input}, set, options).Passing != nil {
		t.Error("what passed is listed though nobody asked for it")
	}
	options.Passing = true
	result := lint.Run(t.Context(), []lint.Input{input}, set, options)
	listed := 0
	for i, objects := range result.Passing {
		listed += len(objects)
		if len(objects) != result.Passes[i] {
			t.Errorf("%s lists %d objects of %d", result.Rules[i].ID, len(objects), result.Passes[i])
		}
	}
	if listed == 0 || listed != result.Passed {
		t.Errorf("%d are listed, %d passed", listed, result.Passed)
	}
}
