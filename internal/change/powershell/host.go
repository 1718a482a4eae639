package powershell

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell/bind"
	"github.com/exchlint/exchlint/internal/change/powershell/cmdlets"
	"github.com/exchlint/exchlint/internal/change/powershell/interp"
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/source"
)

// Certificate is one that a script may import, by the name of its file without an extension.
type Certificate struct {
	Name   string
	Object *model.Object
}

// Options are what a script is followed with.
type Options struct {
	Server       string            // on which it runs; "" for one that is not known
	Parameters   map[string]string // of the script, by name in lower case
	Arguments    map[int]string    // $args, by number
	Certificates []Certificate     // that may be imported
	Now          interp.Date
}

// host answers the commands of Exchange.
type host struct {
	state   *change.State
	options Options
	tables  cmdlets.Tables
	text    *source.Text
	file    string
	gaps    map[*interp.Unknown]bool // that stand for what no export holds
	online  bool                     // connected to Exchange Online
}

// request is a command that reached the host.
type request struct {
	*host
	*interp.Call
	command *bind.Command
	bound   *bind.Result
	item    *interp.Value // from the pipeline, of which each is taken by itself
}

// Kind tells the interpreter what a command is.
func (h *host) Kind(name string) interp.Kind {
	lower := strings.ToLower(name)
	switch {
	case actions[lower] != nil && strings.HasPrefix(lower, "get-"):
		return interp.Reading
	case actions[lower] != nil || notJudged(lower) != "":
		return interp.Changing
	}
	if _, known := h.tables.Get(name); known {
		if strings.HasPrefix(lower, "get-") {
			return interp.Reading
		}
		return interp.PassedOver
	}
	if isOtherCmdlet(lower) {
		return interp.PassedOver
	}
	return interp.Foreign
}

// Call carries a command out.
func (h *host) Call(c *interp.Call) interp.Outcome {
	lower := strings.ToLower(c.Name)
	act := actions[lower]
	switch {
	case lower == "connect-exchangeonline" || lower == "disconnect-exchangeonline":
		h.online = lower == "connect-exchangeonline"
		return interp.Outcome{}
	case h.onDrive(c):
		return h.drive(c)
	case h.online && act != nil && lower != "get-exchangeserver":
		return interp.Outcome{NotFollowed: c.Name + " is about Exchange Online here, and no export of the tenant is read"}
	case act != nil:
		return h.carryOut(c, act)
	}
	return h.other(c, lower)
}

// carryOut binds a command's arguments and carries it out, once for each item of the pipeline.
func (h *host) carryOut(c *interp.Call, act action) interp.Outcome {
	r := &request{host: h, Call: c}
	if refusal := r.bind(); refusal != nil {
		return interp.Outcome{Refusal: refusal}
	}
	if !c.Piped {
		return act(r)
	}
	var all interp.Outcome
	for i := range c.Input {
		r.item = &c.Input[i]
		one := r.forItem(act)
		all.Values, all.Errors = append(all.Values, one.Values...), append(all.Errors, one.Errors...)
		if all.NotFollowed == "" {
			all.NotFollowed = one.NotFollowed
		}
		if one.Refusal != nil {
			all.Refusal = one.Refusal
			return all
		}
		if len(one.Errors) > 0 && c.Stop {
			return all
		}
	}
	return all
}

// forItem carries a command out for one item of the pipeline, which a parameter must take.
func (r *request) forItem(act action) interp.Outcome {
	if r.takesInput() {
		return act(r)
	}
	f := r.refuse(r.refusal(change.Refused, "", r.name()+": no parameter takes the input from the pipeline"), bindingException)
	return interp.Outcome{Errors: []interp.Failure{*f}}
}

// takesInput reports whether a parameter is left for an item of the pipeline, or a script block is
// evaluated for it.
func (r *request) takesInput() bool {
	for _, p := range r.command.Parameters {
		takes := p.Name == "Identity" || p.Name == "Thumbprint" || p.Name == "Instance"
		if _, bound := r.bound.Get(p.Name); takes && p.Pipeline && !bound {
			return true
		}
	}
	for _, b := range r.bound.Bound {
		if v, ok := b.Value.(interp.Value); ok {
			if _, isBlock := v.Data.(*interp.Block); isBlock {
				return true
			}
		}
	}
	return false
}

// action carries out a command whose arguments are bound.
type action func(*request) interp.Outcome

// place returns the place of a span in the change file.
func (h *host) place(span syntax.Span) lint.Location {
	if span.End == 0 {
		return lint.Location{}
	}
	return lint.Location{File: h.file, Place: h.text.Place(source.Span{Start: span.Start, End: span.End})}
}
