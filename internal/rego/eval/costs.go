package eval

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// cost estimates how many bytes a built-in function needs for some arguments.
type cost func(args []any) float64

// costs are those of the functions whose results can be many times as large as their arguments. It is
// infinite for arguments that take OPA longer than anybody waits.
var costs = map[string]cost{
	"bits.lsh":                         shifted,
	"concat":                           joined,
	"glob.match":                       pattern(0, nothing),
	"graph.reachable_paths":            paths,
	"indexof_n":                        parts(0),
	"json.marshal_with_options":        indented,
	"json.patch":                       patched,
	"json.unmarshal":                   parsed,
	"net.cidr_contains_matches":        pairs,
	"numbers.range":                    counted,
	"numbers.range_step":               counted,
	"product":                          multiplied,
	"regex.find_all_string_submatch_n": pattern(0, submatches),
	"regex.find_n":                     pattern(0, parts(1)),
	"regex.globs_match":                pattern(0, pattern(1, nothing)),
	"regex.is_valid":                   pattern(0, nothing),
	"regex.match":                      pattern(0, nothing),
	"regex.replace":                    pattern(1, replacedMatches),
	"regex.split":                      pattern(0, parts(1)),
	"regex.template_match":             pattern(0, nothing),
	"replace":                          replaced,
	"split":                            separated,
	"sprintf":                          formatted,
	"strings.replace_n":                replacedAll,
	"strings.split_n":                  separated,
	"to_number":                        numeric,
	"units.parse":                      numeric,
	"units.parse_bytes":                numeric,
	"walk":                             walked,
	"yaml.is_valid":                    parsed,
	"yaml.unmarshal":                   parsed,
}

// node is what OPA needs for each element of a result, in bytes.
const node = 64

var tooMuch = math.Inf(1)

func nothing([]any) float64 { return 0 }

// text returns an argument that is a text; "" for any other.
func text(args []any, i int) string {
	text, _ := args[i].(string)
	return text
}

// parts is the cost of cutting a text into pieces of any size.
func parts(i int) cost {
	return func(args []any) float64 { return node * float64(len(text(args, i))+1) }
}

func shifted(args []any) float64 {
	if by, ok := args[1].(int64); !ok || by > 3*MaxDigits {
		return tooMuch
	}
	return 0
}

func joined(args []any) float64 {
	list, _ := args[1].([]any)
	if s, ok := args[1].(*set); ok {
		list = s.elements
	}
	size := float64(len(text(args, 0))) * float64(len(list))
	for i := range list {
		size += float64(len(text(list, i)))
	}
	return size
}

func separated(args []any) float64 {
	if separator := text(args, 1); separator != "" {
		return node * float64(strings.Count(text(args, 0), separator)+1)
	}
	return node * float64(utf8.RuneCountInString(text(args, 0)))
}

func replaced(args []any) float64 {
	return float64(strings.Count(text(args, 0), text(args, 1))) * float64(len(text(args, 2)))
}

// replacedAll assumes that the longest text comes in place of the shortest, wherever it may.
func replacedAll(args []any) float64 {
	members, _ := Members(args[0])
	shortest, longest := math.MaxInt, 0
	for _, m := range members {
		from, _ := m.Key.(string)
		to, _ := m.Value.(string)
		shortest, longest = min(shortest, max(len(from), 1)), max(longest, len(to))
	}
	return float64(len(text(args, 1))/shortest+1) * float64(longest)
}

// indented assumes that every part of the value is on a line of its own, as deep as the deepest.
func indented(args []any) float64 {
	weight, _ := weigh(args[0])
	line := 0.0
	members, _ := Members(args[1])
	for i := range members {
		if member, ok := members[i].Value.(string); ok {
			line += float64(len(member))
		}
	}
	return line * float64(depth(args[0])+1) * float64(weight/part)
}

// patched assumes that each operation copies the whole document into itself.
func patched(args []any) float64 {
	weight, _ := weigh(args[0], args[1])
	operations, _ := args[1].([]any)
	copies := 0
	for _, operation := range operations {
		if get(operation, "op") == "copy" {
			copies++
		}
	}
	return math.Ldexp(float64(weight), min(copies, MaxDepth))
}

// parsed is the cost of a document of brackets and commas alone.
func parsed(args []any) float64 { return node / 2 * float64(len(text(args, 0))) }

func pairs(args []any) float64 {
	nets, _ := size(args[0])
	others, _ := size(args[1])
	return node * float64(nets) * float64(others)
}

func counted(args []any) float64 {
	step := 1.0
	if len(args) > 2 {
		step = max(1, asFloat(args[2]))
	}
	return node * (math.Abs(asFloat(args[1])-asFloat(args[0]))/step + 1)
}

func multiplied(args []any) float64 {
	weight, _ := weigh(args[0])
	if digits := weight; digits > 1<<20 {
		return tooMuch
	}
	return 0
}

func numeric(args []any) float64 {
	if isHuge(text(args, 0)) {
		return tooMuch
	}
	return 0
}

func asFloat(value any) float64 {
	switch v := value.(type) {
	case int64:
		return float64(v)
	case number:
		f, _ := strconv.ParseFloat(string(v), 64) // infinite where it is too large
		return f
	}
	return 0
}

// walked is the cost of all paths into a value.
func walked(args []any) float64 { return pathsInto(args[0], 1) }

func pathsInto(value any, depth int) float64 {
	size := node * float64(depth)
	inside(value, func(inner any) { size += pathsInto(inner, depth+1) })
	return size
}

// depth returns how deep a value is nested.
func depth(value any) (deepest int) {
	inside(value, func(inner any) { deepest = max(deepest, depth(inner)+1) })
	return deepest
}

// inside calls a function for each value in an array, set or object.
func inside(value any, visit func(any)) {
	list, _ := value.([]any)
	if s, ok := value.(*set); ok {
		list = s.elements
	}
	for _, inner := range list {
		visit(inner)
	}
	members, _ := Members(value)
	for _, m := range members {
		visit(m.Value)
	}
}
