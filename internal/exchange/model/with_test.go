package model

import (
	"slices"
	"testing"

	"github.com/exchlint/exchlint/schema"
)

// receiveConnector is one with a value, a lost value, two that its records contradict each other
// about, and a fact.
func receiveConnector(identity string) *Object {
	o := NewObject(schema.Lookup("ReceiveConnector"), identity, map[string]any{"Fqdn": "a", "Enabled": true, "external": true})
	for _, property := range []string{"MaxMessageSize", "Bindings"} {
		o.Lose(o.IndexOf(property), &Gap{Reason: "its value was lost", Missing: []string{property}})
	}
	o.Lost = DatumOf([]any{schema.EntryOf(map[string]any{"property": "MaxMessageSize"})})
	o.Conflicts = DatumOf([]any{schema.EntryOf(map[string]any{"property": "Bindings"})})
	o.Unknown = DatumOf([]any{"Bindings", "MaxMessageSize"})
	return o
}

func with(t *testing.T, o *Object, property string, value any) *Object {
	t.Helper()
	changed, err := o.With(property, value)
	if err != nil {
		t.Fatal(err)
	}
	return changed.Derived()
}

func valueOf(o *Object, property string) any {
	value, _ := o.Value(property)
	return value
}

func TestAnObjectWithAnotherValueHasARecordOfItsOwn(t *testing.T) {
	object := receiveConnector(`EX01\In`)
	changed := with(t, object, "Fqdn", "b")
	equal(t, "before and after", []any{valueOf(object, "Fqdn"), valueOf(changed, "Fqdn")}, []any{"a", "b"})
	gone := with(t, object, "Fqdn", nil)
	equal(t, "taken away", valueOf(gone, "Fqdn"), nil)
	equal(t, "and why", gone.Gap("Fqdn"), Gap{Reason: notExported, Missing: []string{"Fqdn"}})
	equal(t, "the fact before and after", []any{valueOf(object, "external"), valueOf(changed, "external")}, []any{true, nil})
}

func TestAValueThatIsSetIsNoLongerLostNorInConflict(t *testing.T) {
	object := receiveConnector(`EX01\In`)
	sized := with(t, object, "MaxMessageSize", int64(1))
	equal(t, "lost", len(valueOf(sized, "lost_values").([]any)), 0)
	equal(t, "unknown", valueOf(sized, "unknown"), any([]any{"Bindings"}))
	equal(t, "why another one is unknown", sized.Gap("Bindings").Reason, "its value was lost")
	bound := with(t, sized, "Bindings", []any{"0.0.0.0:25"})
	equal(t, "conflicts", len(valueOf(bound, "conflicts").([]any)), 0)
	equal(t, "nothing is unknown", len(valueOf(bound, "unknown").([]any)), 0)
	equal(t, "unknown of the object as it was", object.Unknown.Value, any([]any{"Bindings", "MaxMessageSize"}))
	equal(t, "why it was unknown", object.Gap("MaxMessageSize").Reason, "its value was lost")
}

func TestAValueThatAnObjectCannotHaveIsRefused(t *testing.T) {
	object := receiveConnector(`EX01\In`)
	for name, test := range map[string]struct {
		property string
		value    any
		message  string
	}{
		"a fact":                 {"external", true, `ReceiveConnector has no exported property "external"`},
		"a misspelt property":    {"Fqnd", "a", `ReceiveConnector has no exported property "Fqnd"`},
		"another type":           {"Enabled", "True", `Enabled of ReceiveConnector is of the type "boolean", which a string is not`},
		"a text for a list":      {"Bindings", "0.0.0.0:25", `Bindings of ReceiveConnector is of the type "array", which a string is not`},
		"a part of the identity": {"Name", "Out", `Name is a part of the identity of ReceiveConnector "EX01\\In"`},
	} {
		_, err := object.With(test.property, test.value)
		if err == nil {
			t.Errorf("%s passes", name)
			continue
		}
		equal(t, name, err.Error(), test.message)
	}
}

func TestAnObjectIsReplacedAloneEvenWhereOthersHaveItsIdentity(t *testing.T) {
	first, second, third := receiveConnector(`?\In`), receiveConnector(`?\In`), receiveConnector(`EX01\In`)
	organization := &Organization{ByKind: map[string][]*Object{"ReceiveConnector": {first, second, third}}}
	changed := with(t, second, "Fqdn", "b")
	replaced, err := organization.Replace(second, changed)
	if err != nil {
		t.Fatal(err)
	}
	if got := replaced.Objects("ReceiveConnector"); !slices.Equal(got, []*Object{first, changed, third}) {
		t.Errorf("the second is replaced, and there are %v", got)
	}
	if got := organization.Objects("ReceiveConnector"); !slices.Equal(got, []*Object{first, second, third}) {
		t.Errorf("the organization as it was has %v", got)
	}
	if _, err := replaced.Replace(second, changed); err == nil {
		t.Error("an object that the organization no longer has is replaced")
	}
	if _, err := organization.Replace(second, third); err == nil {
		t.Error("an object of another identity takes a place")
	}
}

func TestADerivedObjectSharesTheRecordAndHasNoFactsButThoseAboutIt(t *testing.T) {
	object := receiveConnector(`EX01\In`)
	external := BoolProperty("external", "ReceiveConnector")
	external.Set(object, Unknown[bool](MissingExport("certificates of EX03")))
	derived := object.Derived()
	if derived.Record != object.Record {
		t.Error("the record is another one")
	}
	equal(t, "why the fact is unknown", derived.Gap("external").Reason, notExported)
	equal(t, "about the record", []any{valueOf(derived, "identity"), valueOf(derived, "unknown")}, []any{`EX01\In`, object.Unknown.Value})
	external.Set(derived, Certain(true))
	equal(t, "the fact of the first", valueOf(object, "external"), nil)
	equal(t, "why it is unknown", object.Gap("external").Missing, []string{"certificates of EX03"})
}
