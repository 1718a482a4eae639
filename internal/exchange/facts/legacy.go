package facts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

// names returns what is missing as text, for facts that are not yet derived with [model.Known].
func names(inputs []model.Input) []string {
	var all []string
	for _, input := range inputs {
		all = append(all, input.String())
	}
	return all
}

// limitMissing shortens a long list of names.
func limitMissing(missing []string) []string {
	slices.Sort(missing)
	if missing = slices.Compact(missing); len(missing) <= MaxMissing {
		return missing
	}
	return append(missing[:MaxMissing:MaxMissing], fmt.Sprintf("the same of %d more", len(missing)-MaxMissing))
}

// MaxMissing bounds what one gap names.
const MaxMissing = 20

// missingOf names, for somebody else's gap, what an object lacks: "Bindings of EX01\Relay".
func (f *deriver) missingOf(o *model.Object, properties ...string) []string {
	var missing []string
	for _, property := range properties {
		if _, known := o.Value(property); known {
			continue
		}
		for _, name := range o.Gap(property).Missing {
			if !strings.Contains(name, " of ") {
				name += " of " + o.Identity
			}
			missing = append(missing, name)
		}
	}
	return missing
}
