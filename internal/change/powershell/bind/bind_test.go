package bind

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sample has two sets that share a position, as cmdlets of certificates have.
func sample() *Command {
	return &Command{
		Name: "Get-It", DefaultSet: "Print", Sets: []string{"Print", "Name"}, Common: true,
		Parameters: []*Parameter{
			{Name: "Print", Position: 1, Sets: []string{"Print"}, Mandatory: true, Pipeline: true},
			{Name: "Name", Position: 1, Sets: []string{"Name"}, Mandatory: true, Aliases: []string{"nm"}},
			{Name: "Server", Position: 2},
			{Name: "Force", Type: "SwitchParameter"},
			{Name: "Services", MandatoryIn: []string{"Name"}},
			{Name: "Verbatim"},
		},
	}
}

func args(text string) []Argument {
	var list []Argument
	for _, field := range strings.Fields(text) {
		name, isName := strings.CutPrefix(field, "-")
		head, value, joined := strings.Cut(name, ":")
		switch {
		case isName && joined:
			list = append(list, Argument{Name: head, Value: value, Joined: true})
		case isName:
			list = append(list, Argument{Name: name})
		default:
			list = append(list, Argument{Value: field, Plain: true})
		}
	}
	return list
}

func bound(result *Result, err *Error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	var parts []string
	slices.SortStableFunc(result.Bound, func(a, b Bound) int { return a.Index - b.Index })
	for _, b := range result.Bound {
		parts = append(parts, fmt.Sprintf("%s=%v", b.Parameter.Name, b.Value))
	}
	return strings.TrimSpace(fmt.Sprintf("%s: %s %v", result.Set, strings.Join(parts, " "), result.Rest))
}

func TestArgumentsBindByNameAbbreviationAliasAndPosition(t *testing.T) {
	tests := []struct {
		args  string
		piped bool
		want  string
	}{
		{"a", false, "Print: Print=a []"},
		{"a b", false, "Print: Print=a Server=b []"},
		{"b -Print a", false, "Print: Server=b Print=a []"},
		{"-Nm a -Serv x", false, "error: -Serv is ambiguous: -Server, -Services"},
		{"-nm a -Services x", false, "Name: Name=a Services=x []"},
		{"-Name a", false, "error: -Services is missing"},
		{"-Print a -Name b", false, "error: parameters are given that can't be used together"},
		{"-Force -Print:a", false, "Print: Force=true Print=a []"},
		{"-Force:x a", false, "Print: Force=x Print=a []"},
		{"", true, "Print:  []"},
		{"", false, "error: -Print is missing"},
		{"a -Server", false, "error: -Server has no value"},
		{"a -Server -Force", false, "error: -Server has no value"},
		{"a b c", false, "error: a value fits no parameter: give it a name"},
		{"a -Nope x", false, "error: there is no parameter -Nope"},
		{"a -Ver x", false, "Print: Print=a Verbatim=x []"},
		{"a -Verbo", false, "Print: Print=a Verbose=true []"},
		{"a -Print b", false, "Print: Server=a Print=b []"},
		{"-Print a -Print b", false, "error: -Print is given twice"},
	}
	for _, test := range tests {
		if got := bound(Bind(sample(), args(test.args), test.piped, false)); got != test.want {
			t.Errorf("%s: got %s, want %s", test.args, got, test.want)
		}
	}
}

func TestWhatFitsNothingIsLeftOverWhereThatIsAllowed(t *testing.T) {
	command := &Command{Name: "f", Parameters: []*Parameter{{Name: "a", Position: 1}}}
	if got := bound(Bind(command, args("1 -x 2 3"), false, true)); got != ": a=1 [1 2 3]" {
		t.Errorf("got %s", got)
	}
}

func TestAParameterTakesAllThatIsLeft(t *testing.T) {
	command := &Command{Name: "f", Parameters: []*Parameter{{Name: "a", Position: 1}, {Name: "rest", Position: 2, Remaining: true}}}
	if got := bound(Bind(command, args("1 2 3 4"), false, false)); got != ": a=1 rest=[2 3 4] []" {
		t.Errorf("got %s", got)
	}
}
