package model

import (
	"runtime"
	"sync"
)

// atOnce calls functions at once, none of which looks at what another one does.
func AtOnce(functions ...func()) {
	var wait sync.WaitGroup
	for _, do := range functions {
		wait.Go(do)
	}
	wait.Wait()
}

// spread cuts n things into as many runs as there are processors and calls do for each
// run at once. What a run finds it must keep apart from the others.
func Spread(n int, do func(run, from, to int)) {
	runs := min(runtime.GOMAXPROCS(0), n)
	var wait sync.WaitGroup
	for run := range runs {
		wait.Go(func() { do(run, run*n/runs, (run+1)*n/runs) })
	}
	wait.Wait()
}
