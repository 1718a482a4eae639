package facts

import "github.com/exchlint/exchlint/internal/exchange/model"

// names returns what is missing as text, for facts that are not yet derived with [model.Known].
func names(inputs []model.Input) []string {
	var all []string
	for _, input := range inputs {
		all = append(all, input.String())
	}
	return all
}
