package report

import (
	"bufio"
	"io"
	"time"

	"github.com/exchlint/exchlint/internal/fix"
)

// jsonRepair is what exchlint fix promises to other programs.
type jsonRepair struct {
	Version int           `json:"version"`
	AsOf    string        `json:"asOf"`
	Fixes   []jsonFix     `json:"fixes"`
	Left    []jsonLeft    `json:"left"`
	Errors  []jsonProblem `json:"errors"`
}

type jsonFix struct {
	Cause    int    `json:"cause"`
	Rule     string `json:"rule"`
	Identity string `json:"identity"`
	Property string `json:"property"`
	Command  string `json:"command"`
	Rollback string `json:"rollback"`
}

type jsonLeft struct {
	Kind     string `json:"kind"`
	Rule     string `json:"rule"`
	Identity string `json:"identity"`
	Reason   string `json:"reason"`
}

// WriteRepair writes a repair as json, as the script, or as the script that takes it back.
func WriteRepair(to io.Writer, format string, repair *fix.Repair) error {
	w := bufio.NewWriter(to)
	switch format {
	case "json":
		encode(w, toJSONRepair(repair))
	case "rollback":
		w.WriteString(repair.Rollback)
	default:
		w.WriteString(repair.Script)
	}
	return w.Flush()
}

func toJSONRepair(repair *fix.Repair) jsonRepair {
	said := jsonRepair{
		Version: 1, AsOf: repair.Result.AsOf.UTC().Format(time.RFC3339), Fixes: []jsonFix{},
		Left: each(repair.Left, func(l fix.Left) jsonLeft {
			return jsonLeft{l.Kind, l.Finding.Rule.ID, value(l.Finding.Identity), message(l.Reason)}
		}),
		Errors: toJSONProblems(repair.Result.Problems()),
	}
	for i, o := range repair.Operations {
		for _, f := range o.Clears {
			said.Fixes = append(said.Fixes, jsonFix{i + 1, f.Rule.ID, value(f.Identity), f.Property, visible(o.Command), visible(o.Rollback())})
		}
	}
	return said
}
