package rules

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	"github.com/exchlint/exchlint/internal/rego/eval"
)

// encoded is a rule as a file holds it.
type encoded struct {
	Rule    *Rule
	Program []byte
}

// Encode encodes a rule of the set with its program, for [Decode]: a path below the folder
// of all rules, and the file. Both depend on nothing but what the rule uses.
func (s *Set) Encode(r *Rule) (path string, file []byte, err error) {
	program, err := s.programs[r].MarshalBinary()
	if err != nil {
		return "", nil, fmt.Errorf("encoding %s: %w", r.ID, err)
	}
	file, err = json.MarshalIndent(encoded{r, program}, "", "\t")
	return r.folder() + ".json", append(file, '\n'), err
}

// Decode returns the rules that were encoded to the files of a folder, as [Load] would from
// their bundle. The files are part of exchlint, so they are not validated.
func Decode(folder, bundle fs.FS) (*Set, error) {
	paths, err := fs.Glob(folder, "*/*.json")
	if err != nil {
		return nil, err
	}
	set := &Set{programs: map[*Rule]*eval.Program{}}
	for _, path := range paths {
		text, err := fs.ReadFile(folder, path)
		if err != nil {
			return nil, err
		}
		if err := set.decode(text, bundle); err != nil {
			return nil, fmt.Errorf("decoding %s: %w", path, err)
		}
	}
	slices.SortFunc(set.Rules, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	return set, nil
}

func (s *Set) decode(text []byte, bundle fs.FS) (err error) {
	var file encoded
	if err := json.Unmarshal(text, &file); err != nil {
		return err
	}
	rule, program := file.Rule, &eval.Program{}
	if err := program.UnmarshalBinary(file.Program); err != nil {
		return err
	}
	s.Rules, s.programs[rule] = append(s.Rules, rule), program
	rule.Files, err = fs.Sub(bundle, rule.folder())
	return err
}
