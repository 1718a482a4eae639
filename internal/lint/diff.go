package lint

import "github.com/exchlint/exchlint/internal/exchange/model"

// Diff is what changed from older exports to those that were judged.
type Diff struct {
	Changed       []Changed
	Added         []Item // in the exports that were judged
	Removed       []Item // in the older exports
	ServersGone   []string
	ServersCome   []string
	NotComparable []NotComparable
}

// Changed is a property with another value than in the older exports.
type Changed struct {
	Item
	Property                      string
	Before, After                 any
	BeforeLocation, AfterLocation Location
}

// Item is an object and where it is exported.
type Item struct {
	Kind, Identity string
	Location       Location
}

// NotComparable is a property that one side does not have, and why.
type NotComparable struct {
	Kind, Identity, Property, Reason string
}

// Spot is an object, or a property of it.
type Spot struct {
	Object   *model.Object
	Property string // "" for the object
}

// Locate returns where spots are in the exports.
func Locate(spots []Spot) []Location {
	findings := make([]*Finding, len(spots))
	for i, s := range spots {
		findings[i] = &Finding{Kind: s.Object.Kind.Name, Object: s.Object, Property: s.Property}
	}
	(&Result{}).place(findings, nil, false)
	locations := make([]Location, len(spots))
	for i, f := range findings {
		locations[i] = f.Location
	}
	return locations
}
