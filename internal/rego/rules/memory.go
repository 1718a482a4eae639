package rules

import (
	"hash/maphash"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

// memory holds what rules said of objects, by what they read of them. Objects that share
// these data, each of them, get the same answers: that is what a footprint means.
type memory struct {
	grouping *Grouping
	known    map[*group]map[uint64]*answers // by a hash of the data

	groups  *groups    // of the object's kind; nil for none
	answers []*answers // to the object, by group
	other   *Outcome   // of a rule in no group
}

// answers are those of a group's rules to an object, and to others that have the same data.
type answers struct {
	object *model.Object
	said   []*Outcome // by rule; nil: not asked yet
}

// pass is what most rules say of most objects.
var pass = &Outcome{}

// mostAnswers bounds what is remembered of a group.
const mostAnswers = 1 << 15

// take looks up what was said of objects like this one, which has these data.
func (m *memory) take(o *model.Object, data []*model.Datum) {
	m.answers = m.answers[:0]
	if m.groups = m.grouping.of(o.Kind); m.groups == nil {
		return
	}
	for _, group := range m.groups.all {
		m.answers = append(m.answers, m.lookUp(group, o, data))
	}
}

// lookUp returns the answers of a group, which may be for it to give. When too much has been
// said, all is forgotten.
func (m *memory) lookUp(g *group, o *model.Object, data []*model.Datum) *answers {
	known := m.known[g]
	if known == nil || len(known) == mostAnswers {
		known = map[uint64]*answers{}
		m.known[g] = known
	}
	hash := g.hash(data)
	found := known[hash]
	if found == nil || !found.to(data, g.reads) {
		found = &answers{o, make([]*Outcome, g.size)}
		known[hash] = found
	}
	return found
}

// to reports whether these are the answers to an object with these data, too.
func (a *answers) to(data []*model.Datum, reads []int) bool {
	return !slices.ContainsFunc(reads, func(i int) bool { return a.object.Datum(i) != data[i] })
}

// hash returns one of those of an object's data that the group reads, eight at a time, as the
// hash of one takes as long.
func (g *group) hash(data []*model.Datum) uint64 {
	var hash uint64
	for eight := range slices.Chunk(g.reads, 8) {
		var read [8]*model.Datum
		for n, i := range eight {
			read[n] = data[i]
		}
		hash = 31*hash + maphash.Comparable(seed, read)
	}
	return hash
}

// of returns the place of a rule's answer to the object that was taken.
func (m *memory) of(r *Rule) **Outcome {
	if seat := m.groups.of(r); seat.group > 0 {
		return &m.answers[seat.group-1].said[seat.place-1]
	}
	m.other = nil
	return &m.other
}
