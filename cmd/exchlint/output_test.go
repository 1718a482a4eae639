package main

import (
	"encoding/json"
	"os"
	"runtime"
	"testing"
)

func TestAReportThatIsReplacedIsThereAllTheTime(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file that somebody reads is not replaced there")
	}
	t.Chdir(t.TempDir())
	write(t, "rc.json", []byte(faulty))
	report := func() { execute(t, nil, "check", "--as-of", "2026-11-20", "-q", "-f", "json=report.json", "rc.json") }
	report()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 20 {
			report()
		}
	}()
	for {
		if text, err := os.ReadFile("report.json"); err != nil || !json.Valid(text) {
			t.Errorf("there is no report, or half of one: %v, %d bytes", err, len(text))
			<-done
			return
		}
		select {
		case <-done:
			return
		default:
		}
	}
}
