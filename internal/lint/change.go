package lint

import (
	"fmt"
	"slices"

	"github.com/exchlint/exchlint/internal/diag"
)

// Change is what a planned change does to an organization.
type Change struct {
	Files       []string
	Server      string // on which scripts run; "" where that is not known
	Applied     []Applied
	Refused     []Refused
	NotFollowed []Remark
	Assumed     []Remark
}

// Applied is an operation as it was made on one object.
type Applied struct {
	Command, Kind, Identity string
	Settings                []Setting
	Location                Location
	Came, Gone              bool // the object is new, or is removed
}

// Setting is a property that an operation changed. A value that is not known, or not there, is nil.
type Setting struct {
	Property      string
	Before, After any
}

// Refused is a statement that Exchange or PowerShell refuses.
type Refused struct {
	Command, Kind, Identity, Rule, Message string
	Location                               Location
}

// Remark is a place in a change file that was not followed, or about which something was assumed.
type Remark struct {
	Text, Reason string
	Location     Location
}

// followed reports whether all of the change was followed.
func (c *Change) followed() bool { return c == nil || len(c.NotFollowed) == 0 }

// Problems returns why the verdict can't be trusted: errors, and what of a planned change was not
// followed.
func (r *Result) Problems() diag.List {
	if r.Change == nil {
		return r.Errors
	}
	problems := slices.Clone(r.Errors)
	for _, n := range r.Change.NotFollowed {
		message := "not followed: " + n.Text
		if n.Reason != "" {
			message += ": " + n.Reason
		}
		problems = append(problems, diag.Diagnostic{File: n.Location.File, Line: n.Location.StartLine, Column: n.Location.StartColumn, Message: message})
	}
	return problems
}

// Earlier returns the findings of a result as an earlier report would have them.
func (r *Result) Earlier() []Earlier {
	list := []Earlier{}
	for _, f := range r.Findings {
		list = append(list, f.earlier(false))
	}
	for _, w := range r.Waived {
		list = append(list, w.Finding.earlier(true))
	}
	return list
}

func (f *Finding) earlier(waived bool) Earlier {
	e := Earlier{
		Fingerprint: f.Fingerprint, Rule: f.Rule.ID, Level: f.Level, Kind: f.Kind, Identity: f.Identity, Property: f.Property, Message: f.Message(), Waived: waived,
	}
	if f.Object != nil && worsened[f.Property] != nil {
		value, _ := f.Object.Value(f.Property)
		e.Value = plain(value)
	}
	return e
}

// CompareWith gives every finding its state against those of before a change, and lists what the
// change repairs.
func (r *Result) CompareWith(before *Result) {
	r.compare(before.Earlier())
}

// Print sets the fingerprint of a finding, which is the same for the same fault in every export.
func (f *Finding) Print() {
	f.Fingerprint = fingerprint(f.Rule.ID, f.Kind, f.Identity, f.Property)
}

// Adopt takes over what reading the exports found.
func (r *Result) Adopt(read *Result) {
	r.Files, r.Skipped, r.Ignored = read.Files, read.Skipped, read.Ignored
	r.Errors, r.Notices = append(r.Errors, read.Errors...), read.Notices
}

// Finish sorts what the result holds, as its reports have it, and notes what the configuration took
// away.
func (r *Result) Finish(options Options) {
	r.configure(options)
	pointers := pointers(r.Findings, func(f *Finding) *Finding { return f })
	r.Findings = sorted(pointers)
	r.sort()
}

// WaiveBy waives the findings that a change file accepts, of which accepted gives the reason, and
// where that is written.
func (r *Result) WaiveBy(accepted func(*Finding) (reason, at string, ok bool)) {
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool {
		reason, at, ok := accepted(&f)
		if ok {
			r.Waived = append(r.Waived, Waived{Finding: f, Reason: fmt.Sprintf("%s (%s)", reason, at)})
		}
		return ok
	})
}
