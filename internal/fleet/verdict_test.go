package fleet_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
	"github.com/google/go-cmp/cmp"
)

// losses are the properties that a flavour has but whose values, of some objects, it
// doesn't tell. What it doesn't export at all is lost too, and needs no mention.
var losses = map[string][]string{
	"ps51-json":            sizes,
	"ps51-json-depth2":     sizes[:2],
	"ps51-json-valuecount": sizes[1:],
	"ps7-json":             sizes,
	"ps7-json-depth2":      sizes[:2],
	"ps7-json-script":      sizes[:2],
	"ps7-json-enumstrings": sizes,
	"remoting-json":        ofKeys,
	"remoting-csv":         slices.Sorted(slices.Values(slices.Concat(ofKeys, objects, collections))),
	"ps51-csv":             slices.Sorted(slices.Values(slices.Concat(domains, objects, collections))),
	"ps7-csv":              slices.Sorted(slices.Values(slices.Concat(domains, objects, collections))),
	"list":                 append(objects[:2:2], "ReceiveConnector.RemoteIPRanges"), // of more than four
}

var (
	// A size is an object without members. Of an Unlimited one, past the depth, the text is left.
	sizes = []string{"ReceiveConnector.MaxHeaderSize", "ReceiveConnector.MaxMessageSize", "SendConnector.MaxMessageSize"}
	// Export-Csv shows a collection's type.
	domains     = []string{"ExchangeCertificate.CertificateDomains"}
	collections = []string{"ExchangeCertificate.EnhancedKeyUsageList", "ReceiveConnector.Bindings", "ReceiveConnector.RemoteIPRanges", "ReceiveConnector.TlsDomainCapabilities",
		"SendConnector.AddressSpaces", "SendConnector.SmartHosts", "SendConnector.SourceTransportServers"}
	// So it and Format-List do of an object that has no text.
	objects = []string{"ExchangeCertificate.PublicKey", "ExchangeCertificate.SignatureAlgorithm"}
	// A certificate leaves its key behind, and its friendly name with it.
	ofKeys = []string{"ExchangeCertificate.FriendlyName", "ExchangeCertificate.HasPrivateKey"}
)

// varied is an organization in which much is wrong and much differs.
var varied = fleet.Shape{Servers: 8, Edges: 2, Diversity: 0.2, Faults: 0.4, Seed: 1}

func normalize(t *testing.T, inputs []lint.Input) *model.Organization {
	t.Helper()
	organization, result := lint.Normalize(t.Context(), inputs, lint.Options{AsOf: fleet.AsOf, Culture: "en-US"})
	for _, problem := range result.Errors {
		t.Errorf("%s:%d:%d: %s", problem.File, problem.Line, problem.Column, problem.Message)
	}
	return organization
}

func TestAFlavourTellsAllThatItDoesNotLose(t *testing.T) {
	objects := varied.All()
	whole := normalize(t, inputs(fleet.Flavours[0], objects))
	for _, flavour := range fleet.Flavours {
		t.Run(flavour.Name, func(t *testing.T) {
			told := normalize(t, inputs(flavour, objects))
			lost := map[string]bool{}
			for _, kind := range fleet.Kinds {
				for _, o := range whole.Objects(kind) {
					compare(t, flavour, o, told.Find(kind, o.Identity), lost)
				}
			}
			if diff := cmp.Diff(losses[flavour.Name], slices.Sorted(maps.Keys(lost))); diff != "" {
				t.Errorf("what is lost (-want +got):\n%s", diff)
			}
		})
	}
}

// compare wants an object's exported properties to be as they are, or lost.
func compare(t *testing.T, flavour fleet.Flavour, whole, told *model.Object, lost map[string]bool) {
	t.Helper()
	if told == nil {
		t.Fatalf("there is no %s %s", whole.Kind.Name, whole.Identity)
	}
	for _, property := range whole.Kind.Properties {
		want, known := whole.Value(property.Name)
		got, still := told.Value(property.Name)
		switch {
		case !known || property.Reader == "":
		case !still && flavour.Exports(whole.Kind.Name, property.Name):
			lost[whole.Kind.Name+"."+property.Name] = true
		case still && !cmp.Equal(want, got):
			t.Errorf("%s of %s is %v, not %v", property.Name, whole.Identity, got, want)
		}
	}
}

func TestEveryFlavourGivesTheSameVerdictLessWhatItLoses(t *testing.T) {
	linter := newLinter(t)
	objects := varied.All()
	whole := linter.run(t, inputs(fleet.Flavours[0], objects))
	if len(whole.Findings) < 50 || len(whole.NotEvaluated) > 0 {
		t.Fatalf("%d findings, %d checks not evaluated: this proves little", len(whole.Findings), len(whole.NotEvaluated))
	}
	for _, flavour := range fleet.Flavours {
		t.Run(flavour.Name, func(t *testing.T) {
			result := linter.run(t, inputs(flavour, objects))
			open := map[string]bool{}
			for object, gap := range result.Gaps() {
				open[gap.Rule.ID+" "+object.Identity] = true
				for _, name := range gap.Missing {
					if kind, property := missing(object, name); !strings.HasPrefix(name, "the same of ") && !loses(flavour, kind, property) {
						t.Errorf("%s on %s is not evaluated for want of %s, which is not lost", gap.Rule.ID, object.Identity, name)
					}
				}
			}
			known := func(f lint.Finding) bool {
				return !open[f.Rule.ID+" "+f.Identity] && !loses(flavour, f.Kind, f.Property)
			}
			want, got := verdict(whole, known), verdict(result, known)
			for finding, f := range got {
				if original, ok := want[finding]; ok && f.Rule.ID != softened && f.Level != original.Level && f.Level.AtLeast(original.Level) {
					t.Errorf("%s: an %s, though it is a %s", f.Message(), f.Level, original.Level)
				}
			}
			if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))); diff != "" {
				t.Errorf("the verdict (-want +got):\n%s", diff)
			}
		})
	}
}

// softened is the rule that says less where certificates are known to be sound, so it may
// say more where that is not told.
const softened = "peer/tls-binding-drift"

// loses reports whether a flavour does not tell a property of some object.
func loses(flavour fleet.Flavour, kind, property string) bool {
	return slices.Contains(losses[flavour.Name], kind+"."+property) || !flavour.Exports(kind, property) && property != "" && exported(kind, property)
}

// exported reports whether a property is the cmdlet's own.
func exported(kind, property string) bool {
	k := schema.Lookup(kind)
	i, ok := k.Index(property)
	return ok && k.Properties[i].Reader != ""
}

// verdict returns the findings that a flavour could give, by rule, object and property.
func verdict(result *lint.Result, known func(lint.Finding) bool) map[string]lint.Finding {
	findings := map[string]lint.Finding{}
	for _, f := range result.Findings {
		if known(f) {
			findings[f.Rule.ID+" "+f.Identity+" "+f.Property] = f
		}
	}
	return findings
}

var thumbprint = regexp.MustCompile(`\\[0-9A-F]{40}$`)

// missing tells whose property a gap speaks of: its object's own, or another's.
func missing(object *lint.Open, name string) (kind, property string) {
	property, identity, others := strings.Cut(name, " of ")
	switch {
	case !others:
		return object.Kind, property
	case thumbprint.MatchString(identity):
		return "ExchangeCertificate", property
	case strings.Contains(identity, `\`):
		return "ReceiveConnector", property
	}
	return "SendConnector", property
}
