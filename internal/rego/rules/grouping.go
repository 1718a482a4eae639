package rules

import (
	"hash/maphash"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// Grouping says which rules are worth remembering: those that read what many objects of an
// organization have alike. To look an answer up takes as long as most rules take to give
// it, so rules that read similar things are looked up together, as a group.
type Grouping struct {
	kinds map[*schema.Kind]*groups
}

// groups are those of one kind of object.
type groups struct {
	all   []*group
	seats []seat // by a rule's function: where its answers stand
}

// group are rules that are looked up together.
type group struct {
	reads     []int // what they read, by place in the schema, sorted
	size      int   // how many they are
	diversity int   // of what they read
}

// seat is a rule's place in a group, both counted from one; the zero seat is in none.
type seat struct{ group, place int }

// of returns the groups of a kind; nil for none.
func (g *Grouping) of(kind *schema.Kind) *groups {
	if g == nil {
		return nil
	}
	return g.kinds[kind]
}

// fewest is how many objects of a kind there must be for all this to be worth its time.
const fewest = 1 << 9

// Group puts rules into groups, by what some of an organization's objects are like. These
// are to come in order, as those of one server have more in common than others.
func (s *Set) Group(rules []*Rule, objects []*model.Object) *Grouping {
	all := &Grouping{map[*schema.Kind]*groups{}}
	for len(objects) > 0 {
		kind := objects[0].Kind
		n := len(objects)
		if i := slices.IndexFunc(objects, func(o *model.Object) bool { return o.Kind != kind }); i > 0 {
			n = i
		}
		if n >= fewest {
			all.kinds[kind] = newSample(kind, objects[:n]).group(rules)
		}
		objects = objects[n:]
	}
	return all
}

// sample are some objects of a kind: how their data compare, by property and object.
type sample struct {
	kind   *schema.Kind
	hashes [][]uint64
}

// A sample has so many runs of so many objects that lie together.
const (
	sampleRuns = 6
	sampleRun  = 32
)

var seed = maphash.MakeSeed()

func newSample(kind *schema.Kind, objects []*model.Object) *sample {
	s := &sample{kind, make([][]uint64, len(kind.Properties))}
	for run := range sampleRuns {
		from := run * (len(objects) - sampleRun) / (sampleRuns - 1)
		for _, o := range objects[from : from+sampleRun] {
			for i := range s.hashes {
				s.hashes[i] = append(s.hashes[i], maphash.Comparable(seed, placed{i, o.Datum(i)}))
			}
		}
	}
	return s
}

// placed is a datum as the value of a property.
type placed struct {
	property int
	datum    *model.Datum
}

// mixed returns a hash of some of each object's properties.
func (s *sample) mixed(properties []int) []uint64 {
	mixed := make([]uint64, sampleRuns*sampleRun)
	for _, i := range properties {
		for o, hash := range s.hashes[i] {
			mixed[o] += hash
		}
	}
	return mixed
}

// diversity returns how many of the objects differ in some properties.
func (s *sample) diversity(properties []int) int {
	mixed := s.mixed(properties)
	slices.Sort(mixed)
	return len(slices.Compact(mixed))
}

// A rule is worth remembering if at most every second object is new to it, and joins a
// group if that makes hardly more objects new to either.
const (
	mostDiverse = sampleRuns * sampleRun / 2
	mostMore    = sampleRuns * sampleRun / 32
)

// group puts the rules about the kind into groups.
func (s *sample) group(rules []*Rule) *groups {
	g := &groups{}
	for _, rule := range rules {
		if !rule.About(s.kind.Name) {
			continue
		}
		reads := rule.places(s.kind)
		if diversity := s.diversity(reads); diversity <= mostDiverse {
			g.seat(rule, s.join(g, reads, diversity))
		}
	}
	return g
}

// join returns the number of the group that a rule joins, which may be a new one.
func (s *sample) join(g *groups, reads []int, diversity int) int {
	for i, group := range g.all {
		all := together(group.reads, reads)
		if more := s.diversity(all); more <= max(group.diversity, diversity)+mostMore {
			group.reads, group.diversity = all, more
			return i
		}
	}
	g.all = append(g.all, &group{reads: reads, diversity: diversity})
	return len(g.all) - 1
}

func (g *groups) seat(rule *Rule, number int) {
	group := g.all[number]
	group.size++
	if n := int(rule.function) + 1 - len(g.seats); n > 0 {
		g.seats = append(g.seats, make([]seat, n)...)
	}
	g.seats[rule.function] = seat{number + 1, group.size}
}

// of returns the seat of a rule.
func (g *groups) of(rule *Rule) seat {
	if g == nil || int(rule.function) >= len(g.seats) {
		return seat{}
	}
	return g.seats[rule.function]
}

func together(a, b []int) []int {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
