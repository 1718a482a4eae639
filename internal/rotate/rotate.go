// Package rotate plans the replacement of a certificate: an organization and two certificates come in, and
// what becomes of every connector, a plan that was tried, and what is left to people come out.
package rotate

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/change/impact"
	"github.com/exchlint/exchlint/internal/change/plan"
	"github.com/exchlint/exchlint/internal/change/powershell"
	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// Request is what is asked for.
type Request struct {
	Old       string        // thumbprint
	New       string        // thumbprint; "" with File
	File      *model.Object // the new certificate, where no server has it yet
	FileName  string        // without its extension
	Servers   []string      // on which it is to be; none for all that need it
	RemoveOld bool
	OnlyReady bool // judge as if nothing but import and enabling had been done
}

// run is one rotation.
type run struct {
	ask      Request
	org      *model.Organization
	old, new *model.Object
	*lint.Rotation
	expected []string // host names that the configuration expects
}

// Run plans a rotation and judges the state after it. The error says what was not found.
func Run(ctx context.Context, inputs []lint.Input, set *rules.Set, options lint.Options, request Request) (*lint.Result, error) {
	org, _ := lint.Read(ctx, inputs, options)
	r := &run{ask: request, org: org, Rotation: &lint.Rotation{}, expected: options.Known.ExpectedNames}
	if err := r.find(); err != nil {
		return nil, err
	}
	r.describe()
	r.reckonServers()
	r.judgeConnectors()
	r.makePlan()
	result, err := impact.Judge(ctx, inputs, set, options, impact.Request{Plan: r.script(ctx), Options: r.certificates()})
	if err != nil {
		return nil, err
	}
	r.namesLost(result, options)
	result.Change, result.Rotation = nil, r.Rotation
	result.Errors = append(result.Errors, r.unknown()...)
	result.Finish(options)
	return result, nil
}

// find looks the two certificates up.
func (r *run) find() error {
	if r.old = r.holder(r.ask.Old, nil); r.old == nil {
		return fmt.Errorf("--old: no certificate with the thumbprint %s is in the exports", r.ask.Old)
	}
	if r.new = r.ask.File; r.new == nil {
		r.new = r.holder(r.ask.New, func(o *model.Object) bool { return text(o, "HasPrivateKey") != "false" })
	}
	if r.new == nil {
		r.new = r.holder(r.ask.New, nil)
	}
	if r.new == nil {
		return fmt.Errorf("--new: no certificate with the thumbprint %s is in the exports; name its file instead", r.ask.New)
	}
	if thumbprint(r.new) == thumbprint(r.old) {
		return fmt.Errorf("--old and --new are the same certificate")
	}
	return nil
}

// holder returns the first copy of a certificate that fits.
func (r *run) holder(print string, fits func(*model.Object) bool) *model.Object {
	for _, o := range r.org.Objects("ExchangeCertificate") {
		if strings.EqualFold(text(o, "Thumbprint"), print) && (fits == nil || fits(o)) {
			return o
		}
	}
	return nil
}

func (r *run) describe() {
	about := func(o *model.Object) lint.RotatedCertificate {
		return lint.RotatedCertificate{Thumbprint: thumbprint(o), Issuer: text(o, "Issuer"), Subject: text(o, "Subject"), NotAfter: text(o, "NotAfter")}
	}
	r.Rotation.Old, r.Rotation.New = about(r.old), about(r.new)
	r.Rotation.New.Source = "server"
	if r.ask.File != nil {
		r.Rotation.New.Source = "file"
	}
	r.SameName = sameName(r.old, r.new)
}

func sameName(a, b *model.Object) bool {
	return values.NameKey(text(a, "Issuer")) == values.NameKey(text(b, "Issuer")) && values.NameKey(text(a, "Subject")) == values.NameKey(text(b, "Subject"))
}

// reckonServers finds the servers that need the new certificate: those with the old one, and the source
// servers of connectors that name it.
func (r *run) reckonServers() {
	names := map[string]bool{}
	for _, o := range r.org.Objects("ExchangeCertificate") {
		if thumbprint(o) == thumbprint(r.old) {
			names[text(o, "Server")] = true
		}
	}
	for _, o := range r.org.Objects("SendConnector") {
		if r.named(o) {
			for _, server := range texts(o, "SourceTransportServers") {
				names[server] = true
			}
		}
	}
	for name := range names {
		if len(r.ask.Servers) > 0 && !slices.ContainsFunc(r.ask.Servers, func(s string) bool { return strings.EqualFold(s, name) }) {
			continue
		}
		s := lint.RotationServer{Server: name, HasOld: r.org.Find("ExchangeCertificate", name+`\`+thumbprint(r.old)) != nil}
		if its := r.org.Find("ExchangeCertificate", name+`\`+thumbprint(r.new)); its != nil {
			s.HasNew, s.SMTP = true, slices.Contains(texts(its, "Services"), "SMTP")
		}
		r.Rotation.Servers = append(r.Rotation.Servers, s)
	}
	slices.SortFunc(r.Rotation.Servers, func(a, b lint.RotationServer) int { return strings.Compare(a.Server, b.Server) })
}

// script is the plan as a change that can be judged.
func (r *run) script(ctx context.Context) *plan.Plan {
	return plan.Read(ctx, []plan.File{{Name: "plan.ps1", Data: []byte(Script(r.Rotation))}}, nil)
}

func (r *run) certificates() powershell.Options {
	if r.ask.File == nil {
		return powershell.Options{}
	}
	return powershell.Options{Certificates: []powershell.Certificate{{Name: r.ask.FileName, Object: r.ask.File}}}
}

// unknown are the connectors of which the effect is not known: the verdict can't be trusted then.
func (r *run) unknown() (problems diag.List) {
	for _, c := range r.Connectors {
		if c.Effect == "unknown" {
			problems = append(problems, diag.Diagnostic{File: c.Location.File, Line: c.Location.StartLine, Column: c.Location.StartColumn, Message: c.Identity + ": what the rotation does to it is not known: " + c.Reason})
		}
	}
	return problems
}

// text returns a property as a text; "" where it is not known.
func text(o *model.Object, property string) string {
	switch value, _ := o.Value(property); v := value.(type) {
	case string:
		return v
	case bool:
		return map[bool]string{true: "true", false: "false"}[v]
	}
	return ""
}

func texts(o *model.Object, property string) []string {
	value, _ := o.Value(property)
	list, _ := value.([]any)
	return model.Strings(list)
}

func thumbprint(o *model.Object) string { return strings.ToUpper(text(o, "Thumbprint")) }
