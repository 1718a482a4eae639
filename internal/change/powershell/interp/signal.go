package interp

type signalKind int

const (
	breaking signalKind = iota
	continuing
	returning
	exiting
	throwing
)

// signal is what leaves a statement early.
type signal struct {
	kind    signalKind
	label   string  // of break and continue
	failure Failure // of an error
	script  bool    // the error ends the script, not only its statement
}

// recovered returns the signal that was recovered. Other panics go on.
func recovered(r any) *signal {
	if r == nil {
		return nil
	}
	if s, ok := r.(*signal); ok {
		return s
	}
	panic(r)
}

// catching runs f and returns the signal of one of the kinds that left it. Others go on.
func (in *Interp) catching(f func(), kinds ...signalKind) (caught *signal) {
	state := in.state()
	defer func() {
		s := recovered(recover())
		if s == nil {
			return
		}
		for _, kind := range kinds {
			if s.kind == kind {
				in.restore(state)
				caught = s
				return
			}
		}
		panic(s)
	}()
	f()
	return nil
}

// state is what has to be as before where a signal is caught.
type state struct {
	scope               *scope
	depth, tries, maybe int
	calls               []*call
	loops               int
	polls               polled
	quiet, stop         bool
	source              string
}

func (in *Interp) state() state {
	return state{in.scope, in.depth, in.tries, in.maybe, in.calls, in.loops, in.polls, in.quiet, in.stop, in.source}
}

func (in *Interp) restore(s state) {
	in.scope, in.depth, in.tries, in.maybe, in.calls, in.loops, in.quiet, in.stop = s.scope, s.depth, s.tries, s.maybe, s.calls, s.loops, s.quiet, s.stop
	in.source, in.polls = s.source, s.polls
}

// throw ends the statement with an error of the language.
func (in *Interp) throw(message, exception string) {
	panic(&signal{kind: throwing, failure: Failure{Message: message, Type: exception, Place: in.at(in.place)}})
}

// report notes an error that ended a statement, and adds it to $Error.
func (in *Interp) report(f Failure, caught bool) {
	f.Caught = caught
	in.addError(f)
	if f.Place.End > f.Place.Start && !f.Host && in.maybe == 0 && len(in.result.Errors) < maxNotes {
		in.result.Errors = append(in.result.Errors, f)
	}
}

func (in *Interp) addError(f Failure) {
	if v, ok := in.global.vars["error"]; ok {
		if l, ok := v.value.Data.(*List); ok {
			l.Items = append([]Value{errorRecord(f)}, l.Items[:min(len(l.Items), maxErrors-1)]...)
		}
	}
}

// errorRecord is $_ in catch.
func errorRecord(f Failure) Value {
	if o, ok := f.Object.(*Object); ok && o.Type == errorRecordType {
		return Value{o, f.Place}
	}
	kind := f.Type
	if kind == "" {
		kind = "System.Management.Automation.RuntimeException"
	}
	exception := NewObject(kind, kind+": "+f.Message)
	record := NewObject(errorRecordType, f.Message)
	message := Value{Data: f.Message}
	if f.Host {
		u := &Unknown{Reason: "the words of the error are Exchange's"}
		message.Data, exception.Unread, record.Unread = u, u, u
	}
	exception.Props.Set("Message", message)
	exception.Props.Set("InnerException", Value{})
	record.Props.Set("Exception", Value{Data: exception})
	record.Props.Set("TargetObject", Value{Data: f.Object})
	for _, name := range []string{"InvocationInfo", "FullyQualifiedErrorId", "CategoryInfo", "ScriptStackTrace", "ErrorDetails"} {
		record.Props.Set(name, Value{Data: &Unknown{Reason: "details of an error are not known"}})
	}
	return Value{record, f.Place}
}

const errorRecordType = "System.Management.Automation.ErrorRecord"
