package export_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/export/exporttest"
)

// TestTheCorpusDecodes reads every JSON and CSV file of a folder of real exports.
func TestTheCorpusDecodes(t *testing.T) {
	folder := os.Getenv("EXCHLINT_CORPUS")
	if folder == "" {
		t.Skip("EXCHLINT_CORPUS names no folder of real exports")
	}
	read := 0
	err := filepath.WalkDir(folder, func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".json") && !strings.HasSuffix(name, ".csv") {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		exporttest.CheckDecode(t, name, data)
		if f := exporttest.Decode(t, name, data); len(f.Values) == 0 {
			t.Errorf("%s: no values", name)
		}
		read++
		return nil
	})
	if err != nil || read == 0 {
		t.Errorf("%d files read, %v", read, err)
	}
}
