package schema

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

//go:embed meta/kind.json
var metaSchema string

// Check reports what the schemas of kinds in a folder declare wrongly: a keyword without a value
// that it may have, or an exported kind without a keyword that it needs.
func Check(folder fs.FS) error {
	meta, err := jsonschema.CompileString("meta/kind.json", metaSchema)
	if err != nil {
		return err
	}
	names, _ := fs.Glob(folder, "*.json") // the pattern is well formed
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		var document any
		if err := json.Unmarshal(data, &document); err != nil {
			return fmt.Errorf("schema/%s: %w", name, err)
		}
		if !declaresKind(data) {
			continue
		}
		if err := meta.Validate(document); err != nil {
			return fmt.Errorf("schema/%s: %s", name, strings.TrimSpace(fmt.Sprintf("%#v", err)))
		}
	}
	return nil
}

// CheckBuiltIn is [Check] of the built-in schemas.
func CheckBuiltIn() error { return Check(files) }
