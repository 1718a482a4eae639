package syntax

// Clause is a condition with its body.
type Clause struct {
	Span
	Condition Node
	Body      *StatementBlock
}

// If is if, elseif and else.
type If struct {
	Span
	Clauses []*Clause
	Else    *StatementBlock
}

// Loop is while, do-while or do-until, as Kind says.
type Loop struct {
	Span
	Label     string
	Kind      string
	Condition Node
	Body      *StatementBlock
}

// For is for (Init; Condition; Step); each may be nil.
type For struct {
	Span
	Label                 string
	Init, Condition, Step Node
	Body                  *StatementBlock
}

// ForEach is foreach (Variable in Values).
type ForEach struct {
	Span
	Label    string
	Flags    []string
	Variable *Variable
	Values   Node
	Body     *StatementBlock
}

// Switch is switch (Condition) { clauses }. Flags are in lower case, without the dash.
type Switch struct {
	Span
	Label     string
	Flags     []string
	Condition Node
	Clauses   []*Clause
	Default   *StatementBlock
}

// Try is try with its catches and finally.
type Try struct {
	Span
	Body    *StatementBlock
	Catches []*Catch
	Finally *StatementBlock
}

// Catch handles errors of its types, or all where it names none.
type Catch struct {
	Span
	Types []*Type
	Body  *StatementBlock
}

// Trap handles errors of the block it is in.
type Trap struct {
	Span
	Type *Type
	Body *StatementBlock
}

// Jump is return, throw, exit, break or continue with its operand, which may be nil.
type Jump struct {
	Span
	Kind    string
	Operand Node
}
