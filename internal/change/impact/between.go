package impact

import (
	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
)

// Between returns what became worse or wider of connectors from one state to another, whoever changed
// them: TLS that is lost, relay that opened or closed, connectors that came or went. Those that are left
// out are not compared.
func Between(before, after *model.Organization, options lint.Options, leftOut func(*model.Object) bool) []lint.Finding {
	r := &run{options: options, state: change.NewState(before), before: before, after: after, result: &lint.Result{}, free: true}
	for _, kind := range []string{"ReceiveConnector", "SendConnector"} {
		for _, o := range before.Objects(kind) {
			if leftOut(o) {
				continue
			}
			r.became(pair{kind, o.Identity, o, after.Find(kind, o.Identity), -1})
		}
		for _, o := range after.Objects(kind) {
			if before.Find(kind, o.Identity) == nil && !leftOut(o) {
				r.became(pair{kind, o.Identity, nil, o, -1})
			}
		}
	}
	return r.result.Findings
}

func (r *run) became(p pair) {
	r.downgraded(p)
	r.relay(p)
	r.cameOrWent(p)
}
