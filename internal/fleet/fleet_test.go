package fleet_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"slices"
	"testing"

	"github.com/exchlint/exchlint/internal/cert"
	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/builtin"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// linter judges by the rules that run where nobody says otherwise.
type linter struct {
	set   *rules.Set
	rules []*rules.Rule
}

func newLinter(tb testing.TB) linter {
	tb.Helper()
	set := builtin.Set()
	rules, err := lint.Select(set.Rules, lint.Selection{})
	if err != nil {
		tb.Fatal(err)
	}
	return linter{set, rules}
}

func (l linter) run(tb testing.TB, inputs []lint.Input) *lint.Result {
	tb.Helper()
	result := lint.Run(context.Background(), inputs, l.set, lint.Options{AsOf: fleet.AsOf, Rules: l.rules, Culture: "en-US"})
	for _, problem := range result.Errors {
		tb.Errorf("%s:%d:%d: %s", problem.File, problem.Line, problem.Column, problem.Message)
	}
	return result
}

// inputs are the files of some objects in one flavour.
func inputs(flavour fleet.Flavour, objects []*fleet.Object) []lint.Input {
	var inputs []lint.Input
	for _, kind := range fleet.Kinds {
		ofKind := slices.DeleteFunc(slices.Clone(objects), func(o *fleet.Object) bool { return o.Kind != kind })
		inputs = append(inputs, lint.Input{Name: flavour.File(kind), Data: flavour.Bytes(kind, slices.Values(ofKind)), Named: true})
	}
	return inputs
}

func TestOneShapeGivesTheSameBytes(t *testing.T) {
	shape := fleet.Shape{Servers: 3, Edges: 1, Diversity: 0.5, Faults: 0.5, Seed: 7}
	for _, flavour := range fleet.Flavours {
		for _, kind := range fleet.Kinds {
			first, second := flavour.Bytes(kind, shape.Objects(kind)), flavour.Bytes(kind, shape.Objects(kind))
			if len(first) == 0 || !bytes.Equal(first, second) {
				t.Errorf("%s as %s: %d bytes, then %d", kind, flavour.Name, len(first), len(second))
			}
		}
	}
}

func TestTheBytesOfCertificatesSayWhatTheirPropertiesDo(t *testing.T) {
	for o := range (fleet.Shape{Servers: 2, Edges: 1, Diversity: 1}).Objects("ExchangeCertificate") {
		data, err := base64.StdEncoding.DecodeString(o.Text("RawData"))
		if err != nil {
			t.Fatal(err)
		}
		c, err := cert.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		if c.Subject != o.Text("Subject") || c.Issuer != o.Text("Issuer") || c.Thumbprint != o.Text("Thumbprint") || c.SerialNumber != o.Text("SerialNumber") ||
			c.KeySize != 2048 || c.SelfSigned != (o.Text("IsSelfSigned") == "True") || c.NotAfter.Format("2006-01-02T15:04:05Z07:00") != o.Text("NotAfter") {
			t.Errorf("%+v is not %+v", c, o.Properties)
		}
	}
}
