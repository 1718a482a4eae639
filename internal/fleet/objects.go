package fleet

import (
	"iter"
	"math/rand/v2"
	"slices"
)

// Objects makes the objects of a kind, one after the other.
func (s Shape) Objects(kind string) iter.Seq[*Object] {
	return func(yield func(*Object) bool) {
		if kind == "SendConnector" {
			for _, o := range s.send() {
				if !yield(o) {
					return
				}
			}
			return
		}
		for i := range s.Servers + s.Edges {
			for _, o := range s.ofServer(kind, i) {
				if !yield(o) {
					return
				}
			}
		}
	}
}

// All makes all objects.
func (s Shape) All() []*Object {
	var all []*Object
	for _, kind := range Kinds {
		all = slices.AppendSeq(all, s.Objects(kind))
	}
	return all
}

// ofServer makes the objects of a kind that the server of a number has, with what is
// particular and what is wrong about some.
func (s Shape) ofServer(kind string, i int) []*Object {
	v := s.server(i)
	var objects []*Object
	if kind == "ReceiveConnector" {
		objects = v.receive()
	} else {
		objects = v.certificates()
	}
	random := s.random(kind, i)
	for n, o := range objects {
		if random.Float64() < s.Diversity {
			o.particular(i*len(objects) + n)
		}
		for faults := s.Faults; faults > 0 && random.Float64() < faults; faults-- {
			o.spoil(random)
		}
	}
	return objects
}

// random is a source of numbers that the seed, a purpose and a number determine.
func (s Shape) random(purpose string, i int) *rand.Rand {
	stream := uint64(i)
	for _, c := range purpose {
		stream = stream*31 + uint64(c)<<32
	}
	return rand.New(rand.NewPCG(s.Seed, stream))
}
