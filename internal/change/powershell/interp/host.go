package interp

import "github.com/exchlint/exchlint/internal/change/powershell/syntax"

// Kind is what a host knows about a command.
type Kind int

const (
	// Foreign commands are none of the host's.
	Foreign Kind = iota
	// Reading commands only answer.
	Reading
	// Changing commands change what the host is about.
	Changing
	// PassedOver commands have neither an effect on it nor an answer that is known.
	PassedOver
)

// Host carries out the commands that the language itself doesn't have.
type Host interface {
	// Kind says what a command is, by its name or alias.
	Kind(name string) Kind
	// Call carries out a command. It is called for Foreign names as well, which it may
	// refuse as misspelt or leave as not followed.
	Call(*Call) Outcome
}

// Call is a command as it reaches the host.
type Call struct {
	Name      string
	Place     syntax.Span // of the command
	NamePlace syntax.Span
	Arguments []Argument
	Input     []Value // from the pipeline
	Piped     bool    // whether there is a pipeline before it
	Server    string  // the computer on which it runs, empty if that is not known
	Maybe     bool    // whether it is only reached if an unknown condition is met
	Stop      bool    // whether $ErrorActionPreference is Stop
	// Evaluate runs a script block with an item as $_, for arguments that are bound late.
	Evaluate func(block *Block, item Value) Value
}

// Argument is an argument as evaluated. A number that was written as an argument is a
// Literal: Convert and Text take what was written, where a text is wanted.
//
// It is an argument as written, with splatted ones spread out: a name and a value,
// a name alone, or a value alone. Joined marks -Name:value.
type Argument struct {
	Name      string
	Place     syntax.Span
	Value     *Value
	Joined    bool
	Splatted  bool
	AfterDash bool // a value after --, which is never taken for a name
}

// Outcome is what a command did.
type Outcome struct {
	// Values are made anew for each call, as the script may set their properties.
	Values []Value
	// Errors end nothing unless the error action is Stop.
	Errors []Failure
	// Refusal ends the statement, whatever the error action.
	Refusal *Failure
	// NotFollowed is why the command could not be followed; its value is unknown then.
	NotFollowed string
}

// Failure is an error of a command or of the language.
type Failure struct {
	Message string
	Type    string // the exception's type
	Place   syntax.Span
	Caught  bool // by catch or trap
	Host    bool // the host knows it: it is none of the language
	Object  any  // what was thrown, where that was an object
}

// Note is a place in the script with a reason.
type Note struct {
	Place  syntax.Span
	Text   string
	Reason string
}

// Result is what came of a script.
type Result struct {
	NotFollowed []Note
	Assumed     []Note
	// Errors are those of the language itself: what a host refuses, it knows.
	Errors []Failure
	Output []Value
}

// Options are what a script is run with.
type Options struct {
	// Parameters are the values of the script's own parameters and of answers, by name in
	// lower case, and Arguments those of $args by number.
	Parameters map[string]string
	Arguments  map[int]string
	// Server is the computer on which the script runs; empty is unknown.
	Server string
	// Now is the time at which it runs; the zero time is unknown.
	Now Date
}
