package lint

import (
	"runtime"
	"sync"
)

// each calls a function for every number below n, from as many goroutines as there are
// jobs, each of which has a function of its own. How many are done it tells progress.
func each(n, jobs int, progress func(done int), start func() func(int)) {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	next := make(chan int)
	var wait sync.WaitGroup
	for range min(jobs, n) {
		do := start()
		wait.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
		progress(i)
	}
	close(next)
	wait.Wait()
}
