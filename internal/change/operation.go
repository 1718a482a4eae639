// Package change applies planned changes to an organization: an operation comes in, and the object
// that it gives, or Exchange's own refusal, comes out.
//
// An operation is data: a verb, the object, and the settings, each with its place in the file that
// asks for it. Scripts and lists of changes are two spellings of operations. A [State] applies them
// one after the other, remembers each step, and gives the organization after any of them.
package change

import (
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
)

// Verb is what an operation does.
type Verb int

// The verbs.
const (
	Set Verb = iota
	New
	Remove
	Enable
	Import
	Permission
)

// Operation is one change of one object.
type Operation struct {
	Verb     Verb
	Command  string        // the cmdlet's full name
	Kind     string        // of the object
	Identity string        // of the object, as reports name it
	Place    lint.Location // of the statement
	Settings []Setting
	Usage    string        // of New: the usage type
	Force    bool          // of Enable: it answers the question about the default certificate; of Remove: nothing protects the object
	Maybe    bool          // it is made only if a condition is met that is not known
	Others   bool          // it also sets what exchlint does not know
	Object   *model.Object // of Import: the certificate
	Grant    *Grant        // of Permission
}

// Grant is a permission on a connector that is given, denied or taken back.
type Grant struct {
	User          string
	Rights        []string
	Deny, Removed bool
}

// Setting is what an operation gives a property: nil, a bool, a string or a []string as asked
// for, an edit of the list that is there, or a value that is not known.
type Setting struct {
	Property string
	Value    any
	Edit     *Edit
	Unknown  string // why the value is not known

	Argument lint.Location // where the property is set
	From     lint.Location // the expression that wrote the value
}

// Edit is a change of a list.
type Edit struct{ Add, Remove []string }

// Effect is what an operation did to a property. Before or After is nil where there is no value,
// or none that is known.
type Effect struct {
	Property      string
	Before, After any
	Argument      lint.Location
}

// Step is an operation as it was made.
type Step struct {
	Operation Operation
	Effects   []Effect
	Old, New  *model.Object // nil for an object that came or went
}

// Identity returns the identity of the object that the step is about, as it is afterwards.
func (s *Step) Identity() string {
	switch {
	case s.New != nil:
		return s.New.Identity
	case s.Old != nil:
		return s.Old.Identity
	}
	return s.Operation.Identity
}

// Refusal is a reason for which Exchange or PowerShell refuses an operation.
type Refusal struct {
	Rule           string // of the catalogue
	Level          lint.Level
	Command        string
	Kind, Identity string
	Property       string
	Message        string
	Binding        bool // PowerShell refuses it while parameters are bound: the statement ends
	Unsure         bool // Exchange may refuse it: the operation counts as made
	Location       lint.Location
	Statement      lint.Location
}

// The rules of what is refused and has no rule of its own.
const (
	Refused  = "change/refused"
	NotFound = "change/not-found"
)
