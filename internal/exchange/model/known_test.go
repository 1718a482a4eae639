package model

import (
	"fmt"
	"slices"
	"testing"

	"github.com/exchlint/exchlint/schema"
	"github.com/google/go-cmp/cmp"
)

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// truths are the three values of Kleene's logic, and what an unknown one lacks.
var truths = map[string]Known[bool]{"true": Certain(true), "false": Certain(false), "unknown": Unknown[bool](MissingExport("x"))}

func nameOf(k Known[bool]) string {
	if value, known := k.Get(); known {
		return fmt.Sprint(value)
	}
	return "unknown"
}

func TestWhatIsKnownMaySettleAQuestion(t *testing.T) {
	for _, test := range []struct{ a, b, and, or string }{
		{"true", "true", "true", "true"}, {"true", "false", "false", "true"}, {"true", "unknown", "unknown", "true"},
		{"false", "false", "false", "false"}, {"false", "unknown", "false", "unknown"}, {"unknown", "unknown", "unknown", "unknown"},
	} {
		for _, pair := range [][2]Known[bool]{{truths[test.a], truths[test.b]}, {truths[test.b], truths[test.a]}} {
			equal(t, test.a+" and "+test.b, nameOf(And(pair[0], pair[1])), test.and)
			equal(t, test.a+" or "+test.b, nameOf(Or(pair[0], pair[1])), test.or)
			equal(t, test.a+" or "+test.b+", by elements", nameOf(Any(pair[:], itself)), test.or)
			equal(t, test.a+" and "+test.b+", by elements", nameOf(All(pair[:], itself)), test.and)
		}
	}
	for name, negation := range map[string]string{"true": "false", "false": "true", "unknown": "unknown"} {
		equal(t, "not "+name, nameOf(Not(truths[name])), negation)
	}
	equal(t, "is it, if unknown", Is(truths["unknown"]), false)
	equal(t, "may it be, if unknown", MayBe(truths["unknown"]), true)
	equal(t, "all of nothing", nameOf(And()), "true")
	equal(t, "some of nothing", nameOf(Or()), "false")
}

func TestWhatIsUnknownNamesAllThatIsMissing(t *testing.T) {
	a, b := Unknown[bool](MissingExport("a")), Unknown[bool](MissingExport("b"))
	names := func(missing []Input) (names []string) {
		for _, input := range missing {
			names = append(names, input.String())
		}
		return names
	}
	equal(t, "and", names(And(a, Certain(true), b).Missing()), []string{"a", "b"})
	equal(t, "both", names(Both(a, b, func(bool, bool) int { return 0 }).Missing()), []string{"a", "b"})
	equal(t, "mapped", names(Map(a, func(bool) int { return 0 }).Missing()), []string{"a"})
	equal(t, "then", names(Then(Certain(1), func(int) Known[bool] { return b }).Missing()), []string{"b"})
	equal(t, "given", names(Given(1, a.Missing(), nil, b.Missing()).Missing()), []string{"a", "b"})
	equal(t, "given all", Given(1, nil, nil).IsKnown(), true)
}

func TestAListMayBeKnownInPart(t *testing.T) {
	even := func(n int) Known[bool] {
		if n > 9 {
			return Unknown[bool](MissingExport(fmt.Sprint(n)))
		}
		return Certain(n%2 == 0)
	}
	some := func(p Partial[int]) string {
		found, known := p.Some().Get()
		return fmt.Sprint(found, known)
	}
	whole := func(p Partial[int]) string {
		_, known := p.Whole().Get()
		return fmt.Sprint(known)
	}
	for _, test := range []struct {
		numbers     []int
		some, whole string
	}{
		{[]int{1, 2, 4}, "[2 4] true", "true"}, {[]int{1, 3}, "[] true", "true"}, {[]int{2, 10}, "[2] true", "false"}, {[]int{1, 10}, "[] false", "false"},
	} {
		p := Filter(test.numbers, even)
		equal(t, fmt.Sprint("some even of ", test.numbers), some(p), test.some)
		equal(t, fmt.Sprint("all even of ", test.numbers), whole(p), test.whole)
	}
	p := Filter([]int{2}, even)
	equal(t, "with more that is missing", whole(p.Lacking(MissingExport("x"))), "false")
	equal(t, "and as it was", whole(p), "true")
}

func TestAPropertyThatNoSchemaHasEndsTheProgram(t *testing.T) {
	for name, make := range map[string]func(){
		"a misspelt property": func() { TextProperty("TlsCertifcateName", "ReceiveConnector") },
		"an unknown kind":     func() { TextProperty("Fqdn", "ReceiveConector") },
		"another kind's":      func() { TextProperty("TransportRole", "SendConnector") },
		"of another type":     func() { BoolProperty("Fqdn", "ReceiveConnector") },
		"read from an object of another kind": func() {
			TextProperty("TransportRole", "ReceiveConnector").Of(NewObject(schema.Lookup("SendConnector"), "Out", nil))
		},
		"unknown for no reason": func() { Unknown[bool]() },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s passes", name)
				}
			}()
			make()
		}()
	}
}

func TestAGapNamesWhatIsMissingAndWhy(t *testing.T) {
	kind := schema.Lookup("ReceiveConnector")
	mine, other := NewObject(kind, `EX01\In`, nil), NewObject(kind, `EX02\In`, nil)
	bindings, fqdn := ListProperty("Bindings", "ReceiveConnector"), TextProperty("Fqdn", "ReceiveConnector")
	external := BoolProperty("external", "ReceiveConnector")
	external.Set(mine, Unknown[bool](slices.Concat(bindings.Missing(mine), fqdn.Missing(other), bindings.Missing(mine), []Input{MissingExport("certificates of EX03")})...))
	equal(t, "the gap", mine.Gap("external"), Gap{
		Reason:  "no export of it was read; the export has no such property",
		Missing: []string{"Bindings", `Fqdn of EX02\In`, "certificates of EX03"},
	})
	equal(t, "seen from the other object", external.Of(mine).Missing()[0].nameFor(other), `Bindings of EX01\In`)
	external.Set(mine, Certain(true))
	equal(t, "once it is known", external.Of(mine).OrElse(false), true)
}

func TestAGapNamesTheFirstOfMany(t *testing.T) {
	var many []Input
	for n := range 100 {
		many = append(many, MissingExport(fmt.Sprintf("certificates of EX%03d", n)))
	}
	short := Shorten(many)
	equal(t, "how many", len(short), maxMissing+1)
	equal(t, "the last", short[maxMissing].String(), "the same of 80 more")
	equal(t, "shortened again", slices.Equal(Shorten(short), short), true)
}
