package eval

// maxSteps bounds the steps of a search, which may take one for every way through a graph.
const maxSteps = 1 << 18

// search counts the paths of graph.reachable_paths, and their nodes.
type search struct {
	graph any
	path  []any
	nodes int
	steps int
}

// paths is the cost of all paths that start at some nodes of a graph and go on to a node that leads to
// no other, or to none that is new.
func paths(args []any) float64 {
	s := &search{graph: args[0]}
	inside(args[1], s.visit)
	if s.steps > maxSteps {
		return tooMuch
	}
	return node * float64(s.nodes)
}

func (s *search) visit(node any) {
	if s.steps++; s.steps > maxSteps {
		return
	}
	s.path = append(s.path, node)
	s.nodes += len(s.path)
	inside(get(s.graph, node), func(next any) {
		s.steps += len(s.path) // which are compared
		if s.steps <= maxSteps && !isMember(next, s.path) {
			s.visit(next)
		}
	})
	s.path = s.path[:len(s.path)-1]
}
