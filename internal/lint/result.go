package lint

import (
	"slices"
	"time"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/source"
)

// Result is the verdict on one run: what was found, and what could not be.
// Everything in it is sorted, so that equal inputs give equal reports.
type Result struct {
	AsOf   time.Time     // the instant the exports were judged at
	FailOn Level         // findings from this level on make the verdict a failure; "" for never
	Strict bool          // what could not be evaluated makes the verdict untrustworthy
	Rules  []*rules.Rule // every rule that ran, by ID
	Files  []string      // every file read as an export, by name

	Findings     []Finding // worst places first is the reports' business: these are by file, line, column, rule
	NotEvaluated []Open    // by kind and identity, each check once
	Waived       []Waived
	// Configuration is the one that the run used; nil where there was none.
	Configuration *Configuration
	Compared      bool      // with an earlier report: only new findings count
	Absent        []Earlier // what that had and this run found no more
	Skipped       []Skipped
	Errors        diag.List // why the verdict can't be trusted
	Notices       diag.List // what was assumed or noticed while reading, no reason for distrust
	Passed        int       // pairs of rule and object that passed
	Passes        []int     // the same for each of Rules
	// Passing has the objects that pass each of Rules, by kind and identity; nil unless it was asked for.
	Passing [][]*model.Object

	Change       *Change             // what a planned change does; nil where none is judged
	Diff         *Diff               // what changed from older exports; nil where there are none
	Rotation     *Rotation           // of a certificate; nil where none is asked for
	Organization *model.Organization // what was judged; nil in a result that a test makes up
	Ignored      []string            // the names of inputs that the configuration excludes
}

// Level says how bad a finding is.
type Level string

// The levels, worst first.
const (
	Error   Level = "error"
	Warning Level = "warning"
	Note    Level = "note"
)

// Levels lists the levels, worst first.
var Levels = []Level{Error, Warning, Note}

// AtLeast reports whether l is as bad as other or worse. No level is at least "".
func (l Level) AtLeast(other Level) bool {
	switch other {
	case Error:
		return l == Error
	case Warning:
		return l == Error || l == Warning
	case Note:
		return true
	}
	return false
}

// Finding is one fault of one object. Its texts hold values from exports as they
// are: a report escapes them for its own medium.
type Finding struct {
	Rule        *rules.Rule
	Level       Level
	Said        string // what the rule says of the object, one line
	Kind        string // the kind of object: ReceiveConnector, ...
	Identity    string // the object's name: EX01\Default Frontend EX01
	Property    string // the property at fault; "" for the object as a whole
	Location    Location
	Related     []Related
	Fingerprint string // stable over exports: a hash of rule, kind, identity and property
	State       State  // "" where there is no earlier report to compare with
	Worse       bool   // its level rose, or its value got worse, since the earlier report

	Stated Level             // what the rule itself says, whatever the configuration does
	Object *model.Object     // what it is about; nil where nobody can tell more of it
	Values map[string]string // what <placeholders> of the rule's remediation stand for
}

// Location is a place in an input file.
type Location struct {
	File string // as reported: relative to the current folder, with slashes
	source.Place
	Source string // the text of the place's first line, secrets masked; "" where there is none, or nobody wants it
}

// Related is a place that a finding speaks of beside its own.
type Related struct {
	Message  string
	Location Location

	object   *model.Object
	property string
}

// Open is an object on which some rules could not be evaluated.
type Open struct {
	Kind     string
	Identity string
	Location Location // the object's own place
	Lacks    []Lack   // by rule; objects that lack the same share the list
	Object   *model.Object
}

// Lack is a rule that could not be evaluated, and for want of what.
type Lack struct {
	Rule *rules.Rule
	*rules.Lack
}

func (o *Open) sameAs(other *Open) bool {
	return o.Kind == other.Kind && o.Identity == other.Identity
}

// lacks reports whether a rule could not be evaluated on the object.
func (o *Open) lacks(r *rules.Rule) bool {
	return slices.ContainsFunc(o.Lacks, func(l Lack) bool { return l.Rule == r })
}

// Fingerprint is that of the finding about the object as a whole that the rule might have
// had, were it evaluated: as stable, and no other check's.
func (o *Open) Fingerprint(r *rules.Rule) string { return fingerprint(r.ID, o.Kind, o.Identity, "") }

// Unevaluated counts the checks that could not be evaluated.
func (r *Result) Unevaluated() int {
	n := 0
	for i := range r.NotEvaluated {
		n += len(r.NotEvaluated[i].Lacks)
	}
	return n
}

// Waived is a finding that the configuration accepts.
type Waived struct {
	Finding
	Reason, Ticket string
	Expires        time.Time // the last day on which it does
}

// Skipped is a file that was looked at and is no export of ours, or that the configuration ignores.
type Skipped struct {
	File, Reason string
	Expected     bool // the configuration ignores it, and it is no export
}

// Trusted reports whether the verdict can be relied on: every input was read, every
// policy ran and, in a strict run, every check could be evaluated.
func (r *Result) Trusted() bool {
	return len(r.Errors) == 0 && r.Change.followed() && !(r.Strict && len(r.NotEvaluated) > 0)
}

// Failed reports whether some finding is at least as bad as the run tolerates; in
// comparison with an earlier report, some new one or one that got worse.
func (r *Result) Failed() bool {
	for _, f := range r.Findings {
		if f.Level.AtLeast(r.FailOn) && (f.State == New || f.Worse || !r.Compared) {
			return true
		}
	}
	return false
}

// ExitCode returns what a check with this result ends with: 3 where its verdict can't be
// trusted, else 1 where it failed, else 0. A check that ends with 2 has no result.
func (r *Result) ExitCode() int {
	switch {
	case !r.Trusted():
		return 3
	case r.Failed():
		return 1
	}
	return 0
}

// Count returns the number of findings of a level.
func (r *Result) Count(level Level) int {
	n := 0
	for _, f := range r.Findings {
		if f.Level == level {
			n++
		}
	}
	return n
}

// Earlier is a finding of an earlier report.
type Earlier struct {
	Fingerprint string
	Rule        string
	Level       Level
	Kind        string
	Identity    string
	Property    string
	Message     string // as the report shows it
	Value       any    // of the property, as encoding/json gives it; nil where the report has none
	Waived      bool
}

// State is what became of a finding since an earlier report. SARIF calls it the
// baseline state.
type State string

// The states. A finding is updated when its level has changed or its value got worse; its words may
// change with every day that passes.
const (
	New       State = "new"
	Unchanged State = "unchanged"
	Updated   State = "updated"
	Absent    State = "absent"
)
