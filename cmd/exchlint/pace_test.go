package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/lint"
)

// paceNow returns the garbage collector's pace.
func paceNow() int {
	percent := debug.SetGCPercent(100)
	debug.SetGCPercent(percent)
	return percent
}

func TestThePaceFollowsWhatIsInUse(t *testing.T) {
	t.Setenv("GOGC", "")
	defer debug.SetGCPercent(debug.SetGCPercent(70))
	p := setPace(unhurried)
	p.read([]lint.Input{{Size: 1 << 30}})
	idle := paceNow()
	if idle <= unhurried {
		t.Errorf("for large inputs its pace is %d", idle)
	}
	becomes := func(what string, as func(pace int) bool) {
		t.Helper()
		runtime.GC()
		for range 1000 {
			if as(paceNow()) {
				return
			}
			time.Sleep(time.Millisecond)
		}
		t.Errorf("with %s in use its pace is %d, and was %d without", what, paceNow(), idle)
	}
	much := make([]byte, 64<<20)
	becomes("much", func(pace int) bool { return hurried < pace && pace < idle/4 })
	more := make([]byte, enoughFor(1<<30)-64<<20)
	becomes("what was allowed for", func(pace int) bool { return pace == sparing })
	most := make([]byte, 64<<20)
	becomes("more than that", func(pace int) bool { return pace == hurried })
	runtime.KeepAlive(more)
	runtime.KeepAlive(most)
	becomes("much again", func(pace int) bool { return pace > hurried })
	runtime.KeepAlive(much)
	p.end()
	runtime.GC()
	if got := paceNow(); got != 70 {
		t.Errorf("in the end its pace is %d", got)
	}
}

func TestAPaceThatHasEndedIsNotChanged(t *testing.T) {
	t.Setenv("GOGC", "")
	defer debug.SetGCPercent(debug.SetGCPercent(70))
	p := setPace(unhurried)
	p.end()
	p.follow(1 << 30) // as a cleanup may that comes late
	if got := paceNow(); got != 70 {
		t.Errorf("its pace is %d", got)
	}
}

func TestTheCollectorLooksAtARestWhereThereIsMuch(t *testing.T) {
	t.Setenv("GOGC", "")
	p := setPace(1 << 20) // it looks at rests alone
	defer p.end()
	var memory runtime.MemStats
	looks := func() uint32 {
		runtime.ReadMemStats(&memory)
		return memory.NumGC
	}
	runtime.GC()
	before := looks()
	much := make([]byte, 2*firstLook+memory.HeapAlloc) // to what other tests have left
	p.rest()
	runtime.KeepAlive(much)
	if looks() == before {
		t.Error("it did not look")
	}
}

func TestAPaceThatTheEnvironmentSetsIsLeftAlone(t *testing.T) {
	t.Setenv("GOGC", "70")
	defer debug.SetGCPercent(debug.SetGCPercent(70))
	p := setPace(unhurried)
	p.read([]lint.Input{{Size: 1 << 30}})
	p.rest()
	p.end()
	if got := paceNow(); got != 70 {
		t.Errorf("its pace is %d", got)
	}
}

func TestACheckSetsBackThePace(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Chdir(t.TempDir())
	write(t, "rc.json", []byte(faulty))
	defer debug.SetGCPercent(debug.SetGCPercent(70))
	execute(t, nil, "check", "--as-of", "2026-11-20", "rc.json")
	if got := paceNow(); got != 70 {
		t.Errorf("after a check it is %d", got)
	}
}
