package syntax

// Quote is how a text was written.
type Quote int

// The ways to write a text.
const (
	Bare Quote = iota
	SingleQuoted
	DoubleQuoted
	SingleQuotedHere
	DoubleQuotedHere
)

// Text is a text without anything to expand.
type Text struct {
	Span
	Quote Quote
	Value string
}

// Expandable is a text with variables or sub-expressions in it. A part is a *Text, a
// *Variable or a *SubExpression.
type Expandable struct {
	Span
	Quote Quote
	Parts []Node
}

// Number is a numeric literal: int32, int64, float64, or *big.Rat for a decimal.
type Number struct {
	Span
	Value any
}

// Variable is $Name, ${Name}, $Scope:Name or @Name. Scope is what precedes the colon
// (global, script, env, ...), in lower case.
type Variable struct {
	Span
	Scope, Name string
	Splatted    bool
}

// Unary is Op Operand, or Operand Op where Postfix. Op is in lower case.
type Unary struct {
	Span
	Op      string
	Operand Node
	Postfix bool
}

// Binary is Left Op Right. Op is in lower case.
type Binary struct {
	Span
	Op          string
	OpSpan      Span
	Left, Right Node
}

// Ternary is Condition ? Then : Else.
type Ternary struct {
	Span
	Condition, Then, Else Node
}

// Type is a type in brackets. Name is what is between them, without blanks.
type Type struct {
	Span
	Name string
}

// Cast is [type]Operand.
type Cast struct {
	Span
	Type    *Type
	Operand Node
}

// Attributed is an attribute before an expression.
type Attributed struct {
	Span
	Attribute *Attribute
	Operand   Node
}

// Member is Target.Name, or Target::Name where Static.
type Member struct {
	Span
	Target, Name    Node
	Static          bool
	NullConditional bool
}

// Invoke is Target.Name(Args), or Target::Name(Args) where Static.
type Invoke struct {
	Span
	Target, Name    Node
	Args            []Node
	Static          bool
	NullConditional bool
}

// Index is Target[Index].
type Index struct {
	Span
	Target, Index   Node
	NullConditional bool
}

// Array is elements joined by commas.
type Array struct {
	Span
	Elements []Node
}

// Paren is a statement in parentheses.
type Paren struct {
	Span
	Inner Node
}

// SubExpression is $(...).
type SubExpression struct {
	Span
	Body *StatementBlock
}

// ArrayExpression is @(...).
type ArrayExpression struct {
	Span
	Body *StatementBlock
}

// Hashtable is @{...}.
type Hashtable struct {
	Span
	Entries []*Entry
}

// Entry is Key = Value in a hash table.
type Entry struct {
	Span
	Key, Value Node
}

// Block is a script block as a value.
type Block struct {
	Span
	Body *ScriptBlock
}
