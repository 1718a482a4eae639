package lint

import (
	"time"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/source"
)

// Input is one file to read.
type Input struct {
	Name    string // for reports: relative to the current folder, with slashes
	Data    []byte
	Source  source.Opener // where the bytes are read that are not in Data: all files may be more than memory holds
	Size    int64         // how many these are
	Named   bool          // asked for by name, so it must be an export of ours
	Problem string        // why there are no bytes, if it could not be read
	Skip    string        // why there are no bytes, if it is not to be read
	// IgnoredBy names the configuration that excludes the input; "" where none does.
	IgnoredBy string
	Told      model.FileHints // what people say of it that it doesn't tell itself
}

func (i Input) source() source.Opener {
	if i.Source != nil {
		return i.Source
	}
	return source.Bytes(i.Data)
}

// Options says how a run judges.
type Options struct {
	AsOf    time.Time
	Culture string                  // how to read dates that a file leaves open; "" if nobody told
	Known   model.OrganizationHints // what exports can't show
	Rules   []*rules.Rule           // those that run
	Levels  map[string]Level        // by ID: the level of all findings of a rule, whatever it says itself
	Waivers []Waiver
	Earlier []Earlier // findings of an earlier report to compare with; nil for none
	FailOn  Level     // "" for never
	Strict  bool
	// Configuration is the run's, with what is known of it before the run; nil where there is none.
	Configuration *Configuration
	// Review looks at the organization that was read and returns what is to be said of it; nil for
	// nothing.
	Review  func(*model.Organization) diag.List
	Notices diag.List // what the caller noticed before the run, for the report
	Lines   bool      // the report shows the lines that findings stand in
	Passing bool      // the report shows which objects pass each rule
	Jobs    int       // objects judged at once; 0 for one a processor
	// Progress is told how many of a run's files are read and objects are judged, never
	// by two goroutines at once. nil where nobody asks.
	Progress func(what string, done, total int)
}

// progress tells who asked how far the run has come.
func (o Options) progress(what string, done, total int) {
	if o.Progress != nil {
		o.Progress(what, done, total)
	}
}

// Waiver accepts findings for a time.
type Waiver struct {
	Rule     string    // a pattern of IDs
	Object   string    // a pattern of identities: * stands for any text, ? for one character
	Property string    // the property at fault; "" for any
	Value    *string   // that property's value, as [Finding.Value] gives it; nil for any
	Reason   string    // why
	Ticket   string    // where that was decided; may be ""
	Expires  time.Time // the day, in UTC, at whose end it ceases to hold
	File     string    // where it is written
	Line     int
}
