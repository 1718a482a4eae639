package cmdlets

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/change/powershell/bind"
)

func load(t *testing.T) Tables {
	t.Helper()
	tables, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func TestTheCmdletsOfMailFlowAreThere(t *testing.T) {
	tables := load(t)
	for _, name := range strings.Fields(`Get-ReceiveConnector Set-ReceiveConnector New-ReceiveConnector Remove-ReceiveConnector
		Get-SendConnector Set-SendConnector New-SendConnector Remove-SendConnector
		Get-ExchangeCertificate Enable-ExchangeCertificate New-ExchangeCertificate Import-ExchangeCertificate Export-ExchangeCertificate Remove-ExchangeCertificate
		Get-ADPermission Add-ADPermission Remove-ADPermission Get-TransportService Set-TransportService Set-TransportConfig Get-ExchangeServer
		Get-HybridConfiguration Set-HybridConfiguration Get-InboundConnector Set-InboundConnector New-InboundConnector Remove-InboundConnector
		Get-OutboundConnector Set-OutboundConnector New-OutboundConnector Remove-OutboundConnector`) {
		if _, ok := tables.Get(name); !ok {
			t.Errorf("%s is missing", name)
		}
	}
}

func TestTablesAreConsistent(t *testing.T) {
	for _, c := range load(t) {
		seen := map[string]bool{}
		for _, p := range c.Parameters {
			if key := strings.ToLower(p.Name); seen[key] {
				t.Errorf("%s has -%s twice", c.Name, p.Name)
			} else {
				seen[key] = true
			}
			for _, set := range append(slices.Clone(p.Sets), p.MandatoryIn...) {
				if !slices.Contains(c.Sets, set) {
					t.Errorf("%s -%s is in the set %s, which %s lacks", c.Name, p.Name, set, c.Name)
				}
			}
		}
		if c.DefaultSet != "" && len(c.Sets) > 0 && !slices.Contains(c.Sets, c.DefaultSet) {
			t.Errorf("%s has the default set %s, which it lacks", c.Name, c.DefaultSet)
		}
	}
}

func TestACommandWithAFaultInItsTableIsReported(t *testing.T) {
	for text, want := range map[string]string{
		"  Name String\n":                     `line 1: "Name" is neither a cmdlet nor a parameter`,
		"cmdlet A x:y\n":                      `line 1: unknown "x"; use default, sets or versions`,
		"cmdlet A\n  B String @x\n":           `line 2: parameter B: strconv.Atoi: parsing "x": invalid syntax`,
		"# c\n\ncmdlet A\n  B String maybe\n": `line 4: parameter B: unknown "maybe"; use @N, pipe, must, in, alias, only or values`,
	} {
		err := Tables{}.read(text)
		if err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

func TestArgumentsBindAsExchangeBindsThem(t *testing.T) {
	tables := load(t)
	tests := []struct {
		name, command, args string
		piped               bool
		want                string
	}{
		{"by position", "Set-ReceiveConnector", "EX01\\Relay -Comment x", false, "Identity=EX01\\Relay Comment=x"},
		{"a thumbprint by position", "Get-ExchangeCertificate", "4A4B", false, "Thumbprint=4A4B"},
		{"an abbreviation", "Set-ReceiveConnector", "A -TlsCert n", false, "Identity=A TlsCertificateName=n"},
		{"an ambiguous abbreviation", "Set-ReceiveConnector", "A -Tls n", false, "-Tls is ambiguous: -TlsCertificateName, -TlsDomainCapabilities"},
		{"no such parameter", "Set-ReceiveConnector", "A -TlsCertifcateName n", false, "there is no parameter -TlsCertifcateName"},
		{"no value", "Set-ReceiveConnector", "A -RequireTLS", false, "-RequireTLS has no value"},
		{"a switch", "Enable-ExchangeCertificate", "4A4B -Services SMTP -Force", false, "Thumbprint=4A4B Services=SMTP Force=true"},
		{"mandatory", "Enable-ExchangeCertificate", "4A4B", false, "-Services is missing"},
		{"from the pipeline", "Set-ReceiveConnector", "-Comment x", true, "Comment=x"},
		{"no identity", "Set-ReceiveConnector", "-Comment x", false, "-Identity is missing"},
		{"two sets", "Get-ExchangeCertificate", "-Thumbprint 4A4B -Instance x", false, "parameters are given that can't be used together"},
		{"a common parameter", "Set-ReceiveConnector", "A -ea Stop -Wh", false, "Identity=A ErrorAction=Stop WhatIf=true"},
		{"too many values", "Remove-ReceiveConnector", "A B", false, "a value fits no parameter: give it a name"},
		{"twice", "Set-ReceiveConnector", "A -Fqdn x -Fqdn y", false, "-Fqdn is given twice"},
	}
	for _, test := range tests {
		command, ok := tables.Get(test.command)
		if !ok {
			t.Fatalf("%s is missing", test.command)
		}
		result, err := bind.Bind(command, arguments(test.args), test.piped, false)
		if got := shown(result, err); got != test.want {
			t.Errorf("%s: %s %s:\n got %s\nwant %s", test.name, test.command, test.args, got, test.want)
		}
	}
}

func arguments(text string) []bind.Argument {
	var args []bind.Argument
	for _, field := range strings.Fields(text) {
		if name, ok := strings.CutPrefix(field, "-"); ok {
			args = append(args, bind.Argument{Name: name})
		} else {
			args = append(args, bind.Argument{Value: field, Plain: true})
		}
	}
	return args
}

func shown(result *bind.Result, err *bind.Error) string {
	if err != nil {
		return err.Error()
	}
	bound := slices.Clone(result.Bound)
	slices.SortStableFunc(bound, func(a, b bind.Bound) int { return a.Index - b.Index })
	var parts []string
	for _, b := range bound {
		text := "true"
		if s, ok := b.Value.(string); ok {
			text = s
		}
		parts = append(parts, b.Parameter.Name+"="+text)
	}
	return strings.Join(parts, " ")
}

// documented is a parameter in the file that EXCHLINT_CMDLETS names.
type documented struct {
	Type      string
	Aliases   []string
	Mandatory any
	Pipeline  bool
	Position  int
	Sets      []string
	Values    []string
	AppliesTo []string
}

func TestTablesAreThoseOfTheDocumentation(t *testing.T) {
	file := os.Getenv("EXCHLINT_CMDLETS")
	if file == "" {
		t.Skip("EXCHLINT_CMDLETS names no file to compare with")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Cmdlets map[string]struct {
			Sets       []string
			DefaultSet string
			AppliesTo  []string
			Parameters map[string]documented
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	tables := load(t)
	for name, want := range doc.Cmdlets {
		got, ok := tables.Get(name)
		if !ok {
			t.Errorf("%s is missing", name)
			continue
		}
		if !slices.Equal(want.Sets, []string{"(All)"}) && !slices.Equal(want.Sets, got.Sets) || want.DefaultSet != got.DefaultSet || !slices.Equal(want.AppliesTo, got.Versions) {
			t.Errorf("%s: sets %v, default %q, versions %v; want %v", name, got.Sets, got.DefaultSet, got.Versions, want)
		}
		parameters := map[string]documented{}
		for _, p := range got.Parameters {
			parameters[p.Name] = asDocumented(p, got)
		}
		for p, w := range want.Parameters {
			if slices.Equal(w.Sets, []string{"(All)"}) {
				w.Sets = nil
				want.Parameters[p] = w
			}
		}
		if diff := cmp.Diff(want.Parameters, parameters); diff != "" {
			t.Errorf("%s (-documentation +table):\n%s", name, diff)
		}
	}
}

func asDocumented(p *bind.Parameter, c *bind.Command) documented {
	d := documented{Type: p.Type, Aliases: p.Aliases, Pipeline: p.Pipeline, Position: p.Position, Sets: p.Sets, Values: p.Values, AppliesTo: p.Versions}
	if p.Versions == nil {
		d.AppliesTo = c.Versions
	}
	if p.Mandatory {
		d.Mandatory = true
	}
	for _, set := range p.MandatoryIn {
		list, _ := d.Mandatory.([]any)
		d.Mandatory = append(list, set)
	}
	return d
}
