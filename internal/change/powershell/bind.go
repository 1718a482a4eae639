package powershell

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell/bind"
	"github.com/exchlint/exchlint/internal/change/powershell/interp"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

const bindingException = "System.Management.Automation.ParameterBindingException"

// bind binds the arguments of a command. What is refused ends the statement.
func (r *request) bind() *interp.Failure {
	r.command, _ = r.tables.Get(r.Name)
	args := make([]bind.Argument, len(r.Arguments))
	for i, arg := range r.Arguments {
		args[i] = bind.Argument{Name: arg.Name, Plain: arg.Name == ""}
		if arg.Value != nil {
			args[i].Value, args[i].Joined = *arg.Value, arg.Name != ""
		}
	}
	bound, err := bind.Bind(r.command, args, r.Piped, false)
	r.bound = bound
	if err != nil {
		return r.unbound(err)
	}
	return r.otherVersion()
}

// unbound reports why arguments can't be bound.
func (r *request) unbound(err *bind.Error) *interp.Failure {
	rule, message := change.Refused, r.command.Name+": "+err.Error()
	property := err.Parameter
	if err.Kind == bind.UnknownParameter {
		rule = "change/unknown-parameter"
		var names []string
		for _, p := range r.command.Parameters {
			names = append(names, p.Name)
		}
		message += suggestion("-", err.Parameter, names)
	}
	refusal := r.refusal(rule, property, message)
	if err.Index >= 0 && err.Index < len(r.Arguments) {
		refusal.Location = r.place(r.Arguments[err.Index].Place)
	}
	return r.refuse(refusal, bindingException)
}

// suggestion returns what was probably meant, for a message.
func suggestion(prefix, name string, known []string) string {
	near := rules.Nearest(name, known)
	if len(near) == 0 {
		return ""
	}
	return fmt.Sprintf("; did you mean %s%s?", prefix, near[0])
}

// otherVersion reports parameters that other versions of Exchange have. They are taken.
func (r *request) otherVersion() *interp.Failure {
	for _, b := range r.bound.Bound {
		if len(b.Parameter.Versions) == 0 || slices.Contains(b.Parameter.Versions, "2019") {
			continue
		}
		refusal := r.refusal("change/unknown-parameter", b.Parameter.Name, fmt.Sprintf(
			"%s: -%s is a parameter of Exchange %s, and other versions may refuse it", r.command.Name, b.Parameter.Name, strings.Join(b.Parameter.Versions, ", ")))
		refusal.Level, refusal.Unsure = lint.Warning, true
		r.note(refusal)
	}
	return nil
}

// refusal returns a refusal of the statement, about the object that it names.
func (r *request) refusal(rule, property, message string) change.Refusal {
	at := r.place(r.Place)
	kind, identity := r.about()
	if identity == "" {
		kind, identity = "Organization", "Organization"
		if property == "" {
			property = r.Name
		}
	}
	return change.Refusal{
		Rule: rule, Level: lint.Error, Command: r.name(), Kind: kind, Identity: identity, Property: property, Message: message,
		Binding: true, Location: at, Statement: at,
	}
}

// name returns the cmdlet's full name.
func (r *request) name() string {
	if r.command != nil {
		return r.command.Name
	}
	return r.Name
}

// note remembers a refusal, unless the statement may not be reached.
func (r *request) note(refusal change.Refusal) {
	if !r.Maybe {
		r.state.Refused = append(r.state.Refused, refusal)
	}
}

// refuse remembers a refusal and returns it as the script sees it.
func (r *request) refuse(refusal change.Refusal, exception string) *interp.Failure {
	r.note(refusal)
	return &interp.Failure{Message: refusal.Message, Type: exception, Place: r.Place, Host: true}
}

// placeholder finds text between angle brackets where a value is meant.
var placeholder = regexp.MustCompile(`<[^<>\r\n=]{2,60}>`)

// placeholders reports arguments that still have a placeholder, after which the statement is not
// followed.
func (r *request) placeholders() string {
	for _, b := range r.bound.Bound {
		v, ok := b.Value.(interp.Value)
		if !ok {
			continue
		}
		for _, text := range textsOf(v) {
			found := placeholder.FindString(text)
			if found == "" {
				continue
			}
			refusal := r.refusal("change/placeholder", b.Parameter.Name, fmt.Sprintf("%s: -%s still has the placeholder %s", r.name(), b.Parameter.Name, found))
			if refusal.Location = r.place(v.From); v.From.End == 0 {
				refusal.Location = r.place(r.Arguments[b.Index].Place)
			}
			r.note(refusal)
			return "the placeholder " + found + " stands for a value that is not known"
		}
	}
	return ""
}
