package main

import (
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/exchlint/exchlint/internal/lint"
)

// pace returns the garbage collector's pace.
func pace() int {
	percent := debug.SetGCPercent(100)
	debug.SetGCPercent(percent)
	return percent
}

func TestTheCollectorGoesItsUsualPaceAfterItsFirstLook(t *testing.T) {
	t.Setenv("GOGC", "")
	defer debug.SetGCPercent(debug.SetGCPercent(70))
	back := setPace(unhurried)
	looked := make(chan bool)
	paceFor([]lint.Input{{Size: 1 << 30}}, func() { back(); close(looked) })
	if got := pace(); got <= unhurried {
		t.Errorf("before it looks its pace is %d", got)
	}
	runtime.GC()
	<-looked
	if got := pace(); got != 70 {
		t.Errorf("after it has looked its pace is %d", got)
	}
}

func TestAPaceThatTheEnvironmentSetsIsLeftAlone(t *testing.T) {
	t.Setenv("GOGC", "70")
	defer debug.SetGCPercent(debug.SetGCPercent(70))
	usual := setPace(unhurried)
	paceFor([]lint.Input{{Size: 1 << 30}}, usual)
	if got := pace(); got != 70 {
		t.Errorf("its pace is %d", got)
	}
}

func TestACheckSetsBackThePace(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Chdir(t.TempDir())
	write(t, "rc.json", []byte(faulty))
	defer debug.SetGCPercent(debug.SetGCPercent(70))
	execute(t, nil, "check", "--as-of", "2026-11-20", "rc.json")
	if got := pace(); got != 70 {
		t.Errorf("after a check it is %d", got)
	}
}
