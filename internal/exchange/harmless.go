package exchange

import (
	"slices"
	"strings"
)

// tally counts connectors by the host names for which their certificates are fit.
type tally struct {
	all int
	fit map[string]int
}

func (t *tally) add(names string, fit bool) {
	t.all++
	if fit {
		t.fit[names]++
	}
}

// harmless marks the members whose TlsCertificateName differs from others', where all find
// usable certificates for the same hosts, as servers with certificates of their own do.
func (f *facts) harmless(values map[*receiveConnector]string) map[*receiveConnector]bool {
	all, alike := tally{fit: map[string]int{}}, map[string]*tally{}
	for c, value := range values {
		if alike[value] == nil {
			alike[value] = &tally{fit: map[string]int{}}
		}
		names, fit := f.healthyNames(c)
		all.add(names, fit)
		alike[value].add(names, fit)
	}
	harmless := map[*receiveConnector]bool{}
	for c, value := range values {
		names, fit := f.healthyNames(c)
		harmless[c] = fit && all.fit[names]-alike[value].fit[names] == all.all-alike[value].all
	}
	return harmless
}

// healthyNames returns the host names of a certificate that is fit for use, of those that
// a connector's name finds.
func (f *facts) healthyNames(c *receiveConnector) (string, bool) {
	found, _ := f.resolve(c.Object, c.tls, c.server)
	for _, certificate := range found {
		if sound, known := certificate.sound(); sound && known && certificate.allNames {
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
