package export_test

import (
	"testing"

	"github.com/exchlint/exchlint/internal/export/exporttest"
)

func FuzzDecode(f *testing.F) {
	for _, text := range seeds {
		for _, e := range encodings {
			if data, err := e.as.NewEncoder().String(e.mark + text); err == nil {
				f.Add("stdin", []byte(data))
			}
		}
	}
	f.Add("x.json", []byte("\xef\xbb\xbf\xff"))
	f.Add("x.xml", []byte("<Objs/>"))
	f.Fuzz(func(t *testing.T, name string, data []byte) { exporttest.CheckDecode(t, name, data) })
}

var seeds = []string{
	"null", " 0 ", `[1, -2, 3.5, [], {}, [[["x"]]], null, true]`, `{"a": {"b": {"c": [1, 2, {"d": "e"}]}}, "a": 2, "\u0061": 3}`,
	"{\r\n    \"Name\":  \"Default EX01\",\r\n    \"Bindings\":  [\r\n                     \"[::]:25\"\r\n                 ]\r\n}\r\n",
	"#TYPE Fabrikam.Connector\r\n\"A\",\"B\"\r\n\"1\",\r\n,\"x\"\"\r\ny\"\r\n", "sep=;\nA;B\n1;2\n", "A\tB\n\t\n", "A\n\"😀\nü\"\n",
	"Name : In\nFqdn : x\n\nName : Out\n", "<Objs><Obj><Props><S N=\"Name\">In</S></Props></Obj></Objs>",
}
