package facts

import (
	"slices"
	"strings"
	"sync"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

// tally counts connectors by the host names for which their certificates are fit.
type hostCount struct {
	all int
	fit map[string]int
}

func (t *hostCount) add(names string, fit bool) {
	t.all++
	if fit {
		t.fit[names]++
	}
}

// harmless tells which members' TlsCertificateName differs from others', but all find
// usable certificates for the same hosts, as servers with certificates of their own do.
func (f *deriver) harmless(members []*receiveConnector, column []compared) func(i int) bool {
	work := sync.OnceValue(func() []bool { return f.findHarmless(members, column) })
	return func(i int) bool { return work()[i] }
}

func (f *deriver) findHarmless(members []*receiveConnector, column []compared) []bool {
	all, alike := hostCount{fit: map[string]int{}}, map[string]*hostCount{}
	names, fit := make([]string, len(members)), make([]bool, len(members))
	for i, c := range members {
		if !column[i].known {
			continue
		}
		names[i], fit[i] = f.healthyNames(c)
		value := column[i].value
		if alike[value] == nil {
			alike[value] = &hostCount{fit: map[string]int{}}
		}
		all.add(names[i], fit[i])
		alike[value].add(names[i], fit[i])
	}
	harmless := make([]bool, len(members))
	for i := range members {
		mine := alike[column[i].value]
		harmless[i] = fit[i] && all.fit[names[i]]-mine.fit[names[i]] == all.all-mine.all
	}
	return harmless
}

// healthyNames returns the host names of a certificate that is fit for use, of those that
// a connector's name finds.
func (f *deriver) healthyNames(c *receiveConnector) (string, bool) {
	found := f.resolve(c.Object, c.tls, c.server).OrElse(nil)
	for _, certificate := range found {
		if model.Is(certificate.sound()) && certificate.allNames {
			names := make([]string, len(certificate.names))
			for i, name := range certificate.names {
				names[i] = strings.ToLower(c.own(name))
			}
			slices.Sort(names)
			return strings.Join(names, " "), true
		}
	}
	return "", false
}
