// Package fleet makes up organizations of Exchange servers, of any size, and writes them
// as PowerShell would export them.
//
// It is for tests, benchmarks and examples; nothing that people run imports it. A [Shape]
// says how large an organization is, how much its objects differ and how many have
// something wrong; the same shape gives the same bytes everywhere. A [Flavour] is one of
// the ways in which people export the same objects. What comes out has Exchange's own
// defaults, names that nobody owns and certificates whose bytes can be read, though nobody
// could verify them.
//
// An [Object] holds what Exchange's own shell would show of it, as text. What .NET makes of
// such a text (an enum with a number, an object with members) follows from the property.
package fleet

import (
	"slices"
	"strings"
	"time"
)

// AsOf is the day that the organizations are made for: on it, a healthy one has nothing
// that is expired or expires soon.
var AsOf = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)

// Kinds are the kinds of object that an organization has, by the noun of their cmdlet.
var Kinds = []string{"ReceiveConnector", "ExchangeCertificate", "SendConnector"}

// Shape says what an organization is to be like. A shape of servers alone is healthy, and
// its servers are alike but for their names.
type Shape struct {
	Servers   int     // Mailbox servers, each with nine receive connectors and seven certificates
	Edges     int     // Edge Transport servers
	Shared    bool    // the CA's certificate is one for all servers, instead of one made for each
	Diversity float64 // the share of objects that are like no other, from 0 to 1
	Faults    float64 // how many faults an object has on average
	Seed      uint64
}

// Troubled are the faults of an organization in which nobody has cleaned up for years: about thirty
// findings a server.
const Troubled = 1.6

// Object is one receive connector, send connector or certificate.
type Object struct {
	Kind       string
	Server     string // the short name of the server that it belongs to; "" for a send connector
	Properties []Property
}

// Property is a property in its cmdlet's order. Text is what Exchange's shell shows: the
// names of an enum, True, RFC 3339 for a date, base64 for bytes, one element a line for a
// collection; $null where there is nothing.
type Property struct{ Name, Text string }

// Null is the text of a property that has no value.
const Null = "$null"

// Text returns a property's text; "" for one that the object has not.
func (o *Object) Text(name string) string {
	for _, property := range o.Properties {
		if property.Name == name {
			return property.Text
		}
	}
	return ""
}

// Set gives a property another text. A certificate's bytes follow what they are made of.
// It panics for a property that the object has not: the test that asks is wrong.
func (o *Object) Set(name, text string) {
	i := slices.IndexFunc(o.Properties, func(p Property) bool { return p.Name == name })
	if i < 0 {
		panic(o.Kind + " has no " + name)
	}
	o.Properties[i].Text = text
	if o.Kind == "ExchangeCertificate" && slices.Contains(encoded, name) {
		o.encode()
	}
}

// Lines is the text of a collection.
func Lines(elements ...string) string { return strings.Join(elements, "\n") }
