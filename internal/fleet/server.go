package fleet

import (
	"fmt"
	"strings"
)

const domain = "contoso.com"

// server is one server of an organization.
type server struct {
	shape Shape
	index int
	name  string // the first label, in upper case
	edge  bool
}

func (s Shape) server(i int) server {
	if i < s.Servers {
		return server{s, i, fmt.Sprintf("EX%02d", i+1), false}
	}
	return server{s, i, fmt.Sprintf("EDGE%02d", i-s.Servers+1), true}
}

// fqdn is how the server calls itself, in the case that Windows shows.
func (v server) fqdn() string { return v.name + "." + domain }

// names lists the short names of the first servers, for what a few of them share.
func (s Shape) names(most int) []string {
	var names []string
	for i := range min(most, s.Servers) {
		names = append(names, s.server(i).name)
	}
	return names
}

func (s Shape) edgeNames() []string {
	var names []string
	for i := range s.Edges {
		names = append(names, s.server(s.Servers+i).name)
	}
	return names
}

// template reads the properties of a kind, one a line, each with its default.
func template(text string) []Property {
	var properties []Property
	for line := range strings.Lines(strings.TrimSpace(text)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		properties = append(properties, Property{name, strings.TrimSpace(value)})
	}
	return properties
}

// identify gives a connector the names by which the directory knows it.
func (o *Object) identify(name, identity, container string, number int) {
	o.Set("Name", name)
	o.Set("DistinguishedName", "CN="+name+","+container)
	o.Set("Identity", identity)
	o.Set("Id", identity)
	o.Set("Guid", guid(o.Kind+identity, number))
}

// guid makes a GUID of a text and a number.
func guid(text string, number int) string {
	sum := hash(text, number)
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

const (
	administrative = "CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative Groups,CN=Contoso,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=contoso,DC=com"
	inRouting      = "CN=Connections,CN=Exchange Routing Group (DWBGZMFD01QNBJR),CN=Routing Groups," + administrative
)

func inServer(name string) string { return "CN=" + name + ",CN=Servers," + administrative }
