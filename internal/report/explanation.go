package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/explain"
	"github.com/exchlint/exchlint/internal/lint"
)

// jsonExplanation is what explain connector promises to other programs.
type jsonExplanation struct {
	Version int           `json:"version"`
	AsOf    string        `json:"asOf"`
	Explain jsonConnector `json:"explain"`
	Errors  []jsonProblem `json:"errors"`
}

type jsonConnector struct {
	Kind         string            `json:"kind"`
	Identity     string            `json:"identity"`
	External     jsonExternal      `json:"external"`
	Certificates []jsonCertificate `json:"certificate"`
	EHLO         *jsonEHLO         `json:"ehlo,omitempty"` // of receive connectors
	Answers      []jsonAnswer      `json:"answers"`
	Peers        []jsonPeer        `json:"peers"`
	Findings     []jsonFinding     `json:"findings"`
}

type jsonExternal struct {
	Value  *bool  `json:"value"` // null where that is not known
	Reason string `json:"reason"`
}

type jsonCertificate struct {
	Server     string          `json:"server"`
	By         string          `json:"by"`
	Chosen     string          `json:"chosen"`
	Decidable  bool            `json:"decidable"`
	Reason     string          `json:"reason"`
	Candidates []jsonCandidate `json:"candidates"`
}

type jsonCandidate struct {
	Thumbprint string `json:"thumbprint"`
	Subject    string `json:"subject"`
	Lost       string `json:"lost"`
}

type jsonEHLO struct {
	Before  []string `json:"before"`
	After   []string `json:"after"`
	Unknown []string `json:"unknown"`
	Assumed []string `json:"assumed"` // the default of Exchange was taken
}

type jsonAnswer struct {
	Binding  string   `json:"binding"`
	From     string   `json:"from"`
	Identity string   `json:"identity"`
	Range    string   `json:"range"`
	Others   []string `json:"others"`
}

type jsonPeer struct {
	Identity string   `json:"identity"`
	Differs  []string `json:"differs"`
}

// WriteExplanation writes how Exchange treats a connector, as text or json.
func WriteExplanation(to io.Writer, format string, r *lint.Result, c *explain.Connector, o Options) error {
	w := bufio.NewWriter(to)
	if format == "json" {
		encode(w, jsonExplanation{
			Version: 1, AsOf: r.AsOf.UTC().Format(time.RFC3339), Explain: toJSONConnector(c),
			Errors: toJSONProblems(r.Errors),
		})
	} else {
		explained(newPage(w, r, o), c)
	}
	return w.Flush()
}

func toJSONConnector(c *explain.Connector) jsonConnector {
	said := jsonConnector{Kind: c.Object.Kind.Name, Identity: value(c.Object.Identity), External: jsonExternal{Reason: c.External.Reason}, Findings: []jsonFinding{}}
	if external, known := c.External.Value.Get(); known {
		said.External.Value = &external
	}
	said.Certificates = each(c.Certificates, toJSONCertificate)
	if c.Object.Kind.Name == "ReceiveConnector" {
		said.EHLO = &jsonEHLO{c.EHLO.Before, c.EHLO.After, c.EHLO.Unknown, c.EHLO.Assumed}
	}
	said.Answers = each(c.Answers, func(a explain.Answer) jsonAnswer {
		return jsonAnswer{value(a.Binding), a.From.String(), value(a.Identity), value(a.Range), each(a.Others, value)}
	})
	said.Peers = each(c.Peers, func(p explain.Peer) jsonPeer { return jsonPeer{value(p.Identity), p.Differs} })
	again := repeats{}
	for _, f := range c.Findings {
		said.Findings = append(said.Findings, toJSONFinding(f, again))
	}
	return said
}

func toJSONCertificate(c explain.Certificate) jsonCertificate {
	return jsonCertificate{value(c.Server), c.By, value(c.Chosen), c.Decidable, message(c.Reason), each(c.Candidates, func(k explain.Candidate) jsonCandidate {
		return jsonCandidate{value(k.Thumbprint), value(k.Subject), message(k.Lost)}
	})}
}

// explained writes the same for people.
func explained(p *page, c *explain.Connector) {
	p.line("%s   %s", value(c.Object.Identity), c.Object.Kind.Name)
	p.hang(" ", "faces the outside: "+yesNo(c.External)+" ("+message(c.External.Reason)+")", messageRoom)
	for _, certificate := range c.Certificates {
		p.certificate(certificate)
	}
	if c.Object.Kind.Name == "ReceiveConnector" {
		p.heading("ANSWER TO EHLO")
		p.ehlo("before STARTTLS", c.EHLO.Before)
		p.ehlo("after STARTTLS", c.EHLO.After)
		if len(c.EHLO.Unknown) > 0 {
			p.hang(" ", "not known: "+strings.Join(c.EHLO.Unknown, ", "), messageRoom)
		}
		if len(c.EHLO.Assumed) > 0 {
			p.hang(" ", "not known, so that Exchange's default is shown: "+strings.Join(c.EHLO.Assumed, ", "), messageRoom)
		}
	}
	p.answered(c.Answers)
	p.compared(c.Peers)
	if len(c.Findings) > 0 {
		p.heading("FINDINGS")
		for _, f := range c.Findings {
			p.finding(f, "")
		}
	}
}

// messageRoom bounds the lines of a sentence.
const messageRoom = 6

func yesNo(e explain.External) string {
	value, known := e.Value.Get()
	switch {
	case !known:
		return "not known"
	case value:
		return "yes"
	}
	return "no"
}

// choosers are what chooses a certificate, in words.
var choosers = map[string]string{
	"name": "TlsCertificateName", "fqdn": "Fqdn", "server-fqdn": "the name of the server", "internal": "the transport service", "none": "nothing",
}

func (p *page) certificate(c explain.Certificate) {
	p.heading("CERTIFICATE ON " + value(c.Server))
	p.line(" chosen by %s: %s", choosers[c.By], chosenWords(c))
	p.hang(" ", message(c.Reason), messageRoom)
	for _, k := range c.Candidates {
		mark, lost := "   ", message(k.Lost)
		if k.Thumbprint == c.Chosen {
			mark = " > "
		}
		if lost != "" {
			lost = ": " + lost
		}
		p.hang(mark, fmt.Sprintf("%s %s%s", short(value(k.Thumbprint)), value(k.Subject), lost), messageRoom)
	}
}

func chosenWords(c explain.Certificate) string {
	switch {
	case c.Chosen != "" && !c.Decidable:
		return short(value(c.Chosen)) + ", or another"
	case c.Chosen != "":
		return short(value(c.Chosen))
	case c.Decidable:
		return "none"
	}
	return "not known"
}

func (p *page) ehlo(when string, lines []string) {
	if len(lines) == 0 {
		p.line(" %s: nothing", when)
		return
	}
	p.line(" %s", when)
	for _, line := range lines {
		p.line("   250 %s", line)
	}
}

func (p *page) answered(answers []explain.Answer) {
	if len(answers) == 0 {
		return
	}
	p.heading("WHO ANSWERS " + answers[0].From.String())
	for _, a := range answers {
		if a.Identity == "" {
			p.line(" on %s: nobody; no connector has the address", value(a.Binding))
			continue
		}
		p.hang(" ", fmt.Sprintf("on %s: %s, by %s", value(a.Binding), value(a.Identity), value(a.Range)), messageRoom)
		for _, other := range a.Others {
			p.line("   wider: %s", value(other))
		}
	}
}

func (p *page) compared(peers []explain.Peer) {
	if len(peers) == 0 {
		return
	}
	p.heading("ON OTHER SERVERS")
	for _, peer := range peers {
		differs := "the same"
		if len(peer.Differs) > 0 {
			differs = "differs in " + strings.Join(peer.Differs, ", ")
		}
		p.hang(" ", value(peer.Identity)+": "+differs, messageRoom)
	}
}
