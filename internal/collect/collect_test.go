package collect_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/collect"
	"github.com/exchlint/exchlint/schema"
)

// listBehind returns the names of the PowerShell list that a text introduces.
func listBehind(t *testing.T, script, start string) []string {
	t.Helper()
	found := regexp.MustCompile(regexp.QuoteMeta(start) + `\s*=((?:\s*'\w+',?)+)`).FindStringSubmatch(script)
	if found == nil {
		t.Fatalf("the script has no list behind %s", start)
	}
	return strings.FieldsFunc(found[1], func(c rune) bool { return strings.ContainsRune("', \n", c) })
}

func TestTheScriptAsksForWhatTheSchemasRead(t *testing.T) {
	script := collect.Script("1.2.3")
	for _, name := range []string{"ReceiveConnector", "SendConnector", "ExchangeCertificate"} {
		kind := schema.Lookup(name)
		want := []string{"Identity"}
		for _, property := range kind.Properties {
			if property.Reader != "" && property.Name != "Server" {
				want = append(want, property.Name)
			}
		}
		if name == "ExchangeCertificate" {
			want = append(want, "RawData")
		}
		if diff := cmp.Diff(want, listBehind(t, script, "'"+kind.Cmdlet+"'")); diff != "" {
			t.Errorf("%s: %s", kind.Cmdlet, diff)
		}
	}
	if strings.Contains(script, "AuthenticationCredential") {
		t.Error("the script asks for what a send connector logs on with")
	}
}

func TestWhatNamesSomebodyIsRedacted(t *testing.T) {
	harmless := listBehind(t, collect.Script("1.2.3"), "$harmless")
	for _, name := range []string{"Identity", "Name", "Fqdn", "TlsCertificateName", "RemoteIPRanges", "Thumbprint", "Subject", "SerialNumber", "SmartHosts", "Comment", "Banner"} {
		if slices.Contains(harmless, name) {
			t.Errorf("%s is not redacted", name)
		}
	}
	for _, name := range []string{"AuthMechanism", "Services", "Status", "MaxMessageSize", "ConnectionTimeout"} {
		if !slices.Contains(harmless, name) {
			t.Errorf("%s is redacted", name)
		}
	}
	for _, kind := range schema.Names() {
		for _, property := range schema.Lookup(kind).Properties {
			if slices.Contains(harmless, property.Name) && slices.Contains([]string{"text", "name", "fqdn", "server", "servers"}, property.Reader) {
				t.Errorf("%s of another kind would have %s of a %s shown", property.Name, property.Name, kind)
			}
		}
	}
}

func TestTheScriptIsTheSameInEveryCodePage(t *testing.T) {
	for number, line := range strings.Split(collect.Script("1.2.3"), "\n") {
		if strings.ContainsFunc(line, func(c rune) bool { return c > '~' || c < ' ' }) || strings.HasSuffix(line, " ") {
			t.Errorf("line %d: %q", number+1, line)
		}
	}
}

func TestTheScriptNamesItsVersion(t *testing.T) {
	if n := strings.Count(collect.Script("1.2.3"), "1.2.3"); n != 2 {
		t.Errorf("the version stands there %d times, not in the help and in the manifest", n)
	}
}
