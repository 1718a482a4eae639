package interp

import (
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

func FuzzRun(f *testing.F) {
	for _, script := range fixedScripts {
		f.Add(script)
	}
	f.Add("Get-Connector | Where-Object { $_.Secret } | Set-Connector -Identity { $_.Name }")
	f.Fuzz(func(t *testing.T, source string) {
		script := syntax.Parse(source)
		if len(script.Errors) > 0 {
			return
		}
		start := time.Now()
		result := Run(script, &mail{source: source}, Options{})
		if took := time.Since(start); took > 20*time.Second {
			t.Fatalf("took %v", took)
		}
		for _, n := range result.NotFollowed {
			if n.Reason == "" || n.Place.End > len(source) || n.Place.Start > n.Place.End {
				t.Fatalf("a note without a reason or a place: %+v", n)
			}
		}
	})
}
