package change

import "github.com/exchlint/exchlint/internal/exchange/values"

// quote returns a text for a message: in quotation marks, and shortened where it is long. Reports
// make visible what nobody sees in it.
func quote(text string) string { return `"` + values.Clip(text) + `"` }
