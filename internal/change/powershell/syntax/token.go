package syntax

// mode is what the parser expects at its place.
type mode int

const (
	operand  mode = iota // an expression
	argument             // the name or an argument of a command
)

type kind int

const (
	endOfSource kind = iota
	newline
	semicolon
	comma
	pipe
	andAnd
	orOr
	ampersand
	leftParen
	rightParen
	leftCurly
	rightCurly
	leftBracket
	rightBracket
	atParen
	atCurly
	dollarParen
	variable
	splat
	number
	singleQuote
	doubleQuote
	singleHere
	doubleHere
	word
	param
	endOfParams
	verbatim
	dashOp
	plus
	minus
	times
	divide
	modulo
	plusPlus
	minusMinus
	assign
	dot
	dotDot
	colonColon
	colon
	exclamation
	question
	coalesce
	questionDot
	questionBracket
	redirection
	unrecognized
)

// token is a token's kind and extent. Of texts in double quotes, here-strings and words
// with something to expand only the start is right: the parser reads them.
type token struct {
	kind       kind
	start, end int
}

// operators are the operators that start with a dash. The ones with a c or an i before
// the name are added where it compares.
var operators = map[string]bool{
	"and": true, "or": true, "xor": true, "not": true,
	"band": true, "bor": true, "bxor": true, "bnot": true, "shl": true, "shr": true,
	"is": true, "isnot": true, "as": true, "f": true, "join": true, "csplit": true, "isplit": true, "split": true,
	"eq": true, "ne": true, "gt": true, "ge": true, "lt": true, "le": true,
	"like": true, "notlike": true, "match": true, "notmatch": true, "replace": true,
	"contains": true, "notcontains": true, "in": true, "notin": true,
}

var comparisons = map[string]bool{
	"eq": true, "ne": true, "gt": true, "ge": true, "lt": true, "le": true,
	"like": true, "notlike": true, "match": true, "notmatch": true, "replace": true,
	"contains": true, "notcontains": true, "in": true, "notin": true, "split": true,
}

// isOperator reports whether name, in lower case and without its dash, is an operator.
func isOperator(name string) bool {
	if operators[name] {
		return true
	}
	return len(name) > 2 && (name[0] == 'c' || name[0] == 'i') && comparisons[name[1:]]
}
