package syntax

// Span is a range of bytes in the source; End is exclusive.
type Span struct{ Start, End int }

// Extent returns the span itself; nodes inherit it by embedding.
func (s Span) Extent() Span { return s }

// Node is a part of the syntax tree: a statement, an expression or a part of them.
type Node interface{ Extent() Span }

// Script is a parsed source.
type Script struct {
	Source   string
	Body     *ScriptBlock
	Errors   []Error
	Comments []Span
	Newer    []Newer
}

// Error is a place where the source doesn't parse.
type Error struct {
	Span
	Message string
}

// Newer is a place that only PowerShell 7 understands.
type Newer struct {
	Span
	Feature string
}

// ScriptBlock is the body of a script, a function or a block in braces.
type ScriptBlock struct {
	Span
	Usings []*Using
	Params *ParamBlock
	Blocks []*NamedBlock
}

// NamedBlock is a part of a script block: begin, process, end, dynamicparam, clean, or
// the statements that belong to none of them, whose name is empty.
type NamedBlock struct {
	Span
	Name       string
	Statements []Node
}

// ParamBlock is param(...) with the attributes before it, or the parameters in
// parentheses after the name of a function.
type ParamBlock struct {
	Span
	Attributes []*Attribute
	Params     []*Parameter
}

// Parameter is a parameter of a script block. Its attributes are *Attribute and *Type.
type Parameter struct {
	Span
	Attributes []Node
	Name       *Variable
	Default    Node
}

// Attribute is [Name(args)].
type Attribute struct {
	Span
	Name  string
	Args  []Node
	Named []*NamedArgument
}

// NamedArgument is Name = Value in an attribute; Value is nil where only the name is given.
type NamedArgument struct {
	Span
	Name  string
	Value Node
}

// StatementBlock is statements in braces, $() or @().
type StatementBlock struct {
	Span
	Statements []Node
}

// Pipeline is commands joined by pipes. Its elements are *Command and *CommandExpression.
type Pipeline struct {
	Span
	Elements   []Node
	Background bool
}

// PipelineChain is Left && Right or Left || Right.
type PipelineChain struct {
	Span
	Op          string
	Left, Right Node
}

// Command is a call: its first element is the name, the others are *CommandParameter and
// expressions. Invocation is "&", "." or empty.
type Command struct {
	Span
	Invocation   string
	Elements     []Node
	Redirections []*Redirection
}

// CommandExpression is an expression as an element of a pipeline.
type CommandExpression struct {
	Span
	Expression   Node
	Redirections []*Redirection
}

// CommandParameter is -Name, or -Name:Argument.
type CommandParameter struct {
	Span
	Name     string
	NameSpan Span
	Argument Node
}

// Redirection is >, >>, 2>, 2>&1 and their like; Target is nil where streams are merged.
type Redirection struct {
	Span
	Op     string
	Target Node
}

// Assignment is Target Op Value. Where the value is a single expression it is a
// *CommandExpression, else a statement.
type Assignment struct {
	Span
	Target Node
	Op     string
	Value  Node
}

// Function defines a function, or a filter.
type Function struct {
	Span
	Name   string
	Filter bool
	Params *ParamBlock
	Body   *ScriptBlock
}

// Data is data [name] { ... }.
type Data struct {
	Span
	Name string
	Body *StatementBlock
}

// Unsupported is a statement that is read but not represented: a class, an enum, a
// configuration, a workflow.
type Unsupported struct {
	Span
	Kind string
	Name string
}

// Using is a using statement.
type Using struct {
	Span
	Kind string
	Name Node
}

// Bad is what stands in a tree where something is missing.
type Bad struct{ Span }
