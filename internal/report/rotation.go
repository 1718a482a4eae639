package report

import (
	"github.com/exchlint/exchlint/internal/lint"
)

// jsonRotation is the replacement of a certificate, in JSON.
type jsonRotation struct {
	Old        jsonOldCertificate  `json:"old"`
	New        jsonNewCertificate  `json:"new"`
	SameName   bool                `json:"sameName"`
	Servers    []jsonRotationHost  `json:"servers"`
	Connectors []jsonRotated       `json:"connectors"`
	Plan       []jsonRotationStep  `json:"plan"`
	Outside    []jsonOutsideAction `json:"outside"`
}

type jsonOldCertificate struct {
	Thumbprint string `json:"thumbprint"`
	Issuer     string `json:"issuer"`
	Subject    string `json:"subject"`
	NotAfter   string `json:"notAfter"`
}

type jsonNewCertificate struct {
	jsonOldCertificate
	Source string `json:"source"`
}

type jsonRotationHost struct {
	Server string `json:"server"`
	HasOld bool   `json:"hasOld"`
	HasNew bool   `json:"hasNew"`
	SMTP   bool   `json:"smtp"`
}

type jsonRotated struct {
	Kind     string       `json:"kind"`
	Identity string       `json:"identity"`
	Effect   string       `json:"effect"`
	Unless   string       `json:"unless"`
	Reason   string       `json:"reason"`
	Location jsonLocation `json:"location"`
}

type jsonRotationStep struct {
	Step     int    `json:"step"`
	Action   string `json:"action"`
	Server   string `json:"server"`
	Identity string `json:"identity"`
	Command  string `json:"command"`
	Rollback string `json:"rollback"`
}

type jsonOutsideAction struct {
	What string `json:"what"`
	Text string `json:"text"`
}

func toJSONRotation(r *lint.Rotation) *jsonRotation {
	if r == nil {
		return nil
	}
	about := func(c lint.RotatedCertificate) jsonOldCertificate {
		return jsonOldCertificate{value(c.Thumbprint), value(c.Issuer), value(c.Subject), value(c.NotAfter)}
	}
	said := &jsonRotation{
		Old: about(r.Old), New: jsonNewCertificate{about(r.New), r.New.Source}, SameName: r.SameName,
		Servers: each(r.Servers, func(s lint.RotationServer) jsonRotationHost {
			return jsonRotationHost{value(s.Server), s.HasOld, s.HasNew, s.SMTP}
		}),
		Connectors: each(r.Connectors, func(c lint.RotatedConnector) jsonRotated {
			return jsonRotated{c.Kind, value(c.Identity), c.Effect, c.Unless, message(c.Reason), toJSONLocation(c.Location)}
		}),
		Plan:    []jsonRotationStep{},
		Outside: each(r.Outside, func(o lint.OutsideStep) jsonOutsideAction { return jsonOutsideAction{o.What, message(o.Text)} }),
	}
	for i, s := range r.Plan {
		said.Plan = append(said.Plan, jsonRotationStep{i + 1, s.Action, value(s.Server), value(s.Identity), visible(s.Command), visible(s.Rollback)})
	}
	return said
}

// rotation writes what becomes of the connectors, and the plan.
func (p *page) rotation() {
	r := p.r.Rotation
	if r == nil {
		return
	}
	p.heading("THE ROTATION")
	p.hang(" - ", short(value(r.Old.Thumbprint))+" "+value(r.Old.Subject)+", issued by "+value(r.Old.Issuer)+", expires "+value(r.Old.NotAfter), 0)
	p.hang(" + ", short(value(r.New.Thumbprint))+" "+value(r.New.Subject)+", issued by "+value(r.New.Issuer)+", expires "+value(r.New.NotAfter), 0)
	limited(p, r.Connectors, func(c lint.RotatedConnector) {
		if c.Effect != "unchanged" || p.o.Verbose {
			p.hang(" ~ ", value(c.Identity)+": "+c.Effect+": "+message(c.Reason), 0)
		}
	})
	p.heading("THE PLAN")
	if len(r.Plan) == 0 {
		p.line("Nothing is to be done.")
	}
	for i, s := range r.Plan {
		p.line("%2d  %s %s", i+1, s.Action, value(s.Server+onlyWith(" ", s.Identity)))
		p.line("    > %s", visible(s.Command)) // whole, however long: half a command does something else
	}
	for _, o := range r.Outside {
		p.hang("    ", message(o.Text), 0)
	}
}

// onlyWith returns two texts where there is a second one.
func onlyWith(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}
