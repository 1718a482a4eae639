package model

import "cmp"

// FullNames are the full names of servers.
type FullNames struct {
	Told     map[string]string // by a certificate's Identity, the session or a script's column
	Greeting map[string]string // by what a connector calls itself, which may be anything
}

// Of returns the full name of a server; "" where nothing shows it.
func (n FullNames) Of(server string) string { return cmp.Or(n.Told[server], n.Greeting[server]) }

// NameOrUnknown returns a name as it stands in identities: ? for one that is not known.
func NameOrUnknown(name string) string {
	if name == "" {
		return "?"
	}
	return name
}
