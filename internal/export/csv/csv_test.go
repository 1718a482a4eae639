package csv_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/csv"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/export/exporttest"
)

const loneReturn = "a carriage return without a line feed is here; save the file with the line ends of Windows or Unix"

const tooLarge = "the value that starts here is larger than 16 MiB, and Exchange exports none of that size: check which program wrote it"

func TestCSVCells(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // a row each, as rowText writes it
	}{
		{"plain", "A,B\n1,2\n3,4\n", []string{`A="1" B="2"`, `A="3" B="4"`}},
		{"Export-Csv", "\"A\",\"B\"\r\n\"1\",\"x, y\"\r\n", []string{`A="1" B="x, y"`}},
		{"no line break at the end", "A,B\n1,2", []string{`A="1" B="2"`}},
		{"half a line break at the end", "A,B\r\n1,\"2\"\r", []string{`A="1" B="2"`}},
		{"an empty cell is no empty string", "A,B,C\n,\"\",\n", []string{`A=null B="" C=null`}},
		{"doubled quotes", "A\n\"say \"\"yes\"\"\"\n\"\"\"\"\n", []string{`A="say \"yes\""`, `A="\""`}},
		{"quotes within plain text", "A,B\na\"b\",c \"d\n", []string{`A="a\"b\"" B="c \"d"`}},
		{"a cell of several lines", "A,B\r\n\"1\r\n\r\n2\",3\r\n", []string{`A="1\r\n\r\n2" B="3"`}},
		{"blank lines", "\n\r\n  \nA,B\n\n1,2\n \t \n\n3,4\n\n", []string{`A="1" B="2"`, `A="3" B="4"`}},
		{"blanks around", "A, B , \"C\"\n 1, 2 ,\t\"3 \" \n", []string{`A="1" B ="2 " C="3 "`}},
		{"a cell of blanks is empty", "A,B\n  ,2\n", []string{`A=null B="2"`}},
		{"a carriage return alone is text within quotes", "A,B\n1,\"3\r\"\n", []string{`A="1" B="3\r"`}},
		{"semicolons", "A;B\n1,5;2\n", []string{`A="1,5" B="2"`}},
		{"tabs, with empty cells", "A\tB\tC\n\t \t3\n", []string{`A=null B=null C="3"`}},
		{"bars", "A|B\n1|2;3\n", []string{`A="1" B="2;3"`}},
		{"delimiters within a quoted name", "\"A;;;\",B\n1,2\n", []string{`A;;;="1" B="2"`}},
		{"as many commas as semicolons", "A,B;C\n1,2\n", []string{`A="1" B;C="2"`}},
		{"a line break within a quoted name", "\"A\nB,,,\";C\n1;2\n", []string{"A\nB,,,=\"1\" C=\"2\""}},
		{"a sep= line", "sep=;\r\nA,B,C;D\r\n1;2\r\n", []string{`A,B,C="1" D="2"`}},
		{"a quoted sep= line", "\"sep=|\"\nA,B|C\n1|2\n", []string{`A,B="1" C="2"`}},
		{"columns without a name", "A,,B,\"\"\n1,2,3,4\n", []string{`A="1" B="3"`}},
		{"one column", "A\n1\n\"\"\n", []string{`A="1"`, `A=""`}},
		{"a row of empty cells", "A;B\n;\n", []string{`A=null B=null`}},
		{"a formula stays text", "A,B\n=1+2,\"<I>CN=x<S>CN=y\"\n", []string{`A="=1+2" B="<I>CN=x<S>CN=y"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, row := range exporttest.Decode(t, "x.csv", []byte(test.text)).Values {
				got = append(got, rowText(row))
			}
			exporttest.Equal(t, test.want, got)
		})
	}
}

func rowText(row document.Value) string {
	var cells []string
	for _, field := range row.Fields() {
		text := "null"
		if field.Value.Kind == document.String {
			text = fmt.Sprintf("%q", field.Value.Text())
		}
		cells = append(cells, field.Name+"="+text)
	}
	return strings.Join(cells, " ")
}

func TestACarriageReturnAloneEndsNoLineOfACSV(t *testing.T) {
	tests := []struct{ name, text, place string }{
		{"behind plain text", "A,B\r1,2\r", "1:4"},
		{"behind a quote", "\"A\",\"B\"\r\"1\",\"2\"\r", "1:8"},
		{"in a row", "A,B\n1\r2,3\n", "2:2"},
		{"behind the type", "#TYPE Fabrikam.Connector\rA,B\r1,2\r", "1:25"},
		{"twice", "A,B\r\r\n1,2\r\r\n", "1:4"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { exporttest.WantError(t, "x.csv", test.text, "x.csv:"+test.place+": "+loneReturn) })
	}
}

func TestCSVCellsStandWhereTheyAreWritten(t *testing.T) {
	text := "A;B;C\r\n\"x\"\"y\" ;; z\r\n \"1\n2\";;\"\"\r\n"
	f := exporttest.Decode(t, "x.csv", []byte(text))
	var got []exporttest.Place
	for _, row := range f.Values {
		got = append(got, exporttest.PlaceOf(row))
		for _, field := range row.Fields() {
			got = append(got, exporttest.PlaceOf(field.Value))
		}
	}
	want := []exporttest.Place{
		{2, 1, 2, 12}, {2, 1, 2, 7}, {2, 9, 2, 9}, {2, 11, 2, 12},
		{3, 1, 4, 7}, {3, 2, 4, 3}, {4, 4, 4, 4}, {4, 5, 4, 7},
	}
	exporttest.Equal(t, want, got)
	exporttest.Equal(t, []string{`"x""y" ;; z`, " \"1\n2\";;\"\""}, []string{f.Values[0].Raw(), f.Values[1].Raw()})
	if f.Values[0].Items() != nil {
		t.Error("a row has no items")
	}
}

func TestCSVHeaderTypeAndColumns(t *testing.T) {
	tests := []struct {
		name, text, typeName string
		columns              []string
	}{
		{"a header alone", "\"A\",\"B\"\r\n", "", []string{"A", "B"}},
		{"a type alone", "#TYPE Fabrikam.Connector\r\n", "Fabrikam.Connector", nil},
		{"a type and a header", "#TYPE Fabrikam.Connector\r\nA,B\r\n", "Fabrikam.Connector", []string{"A", "B"}},
		{"a type as Excel leaves it", "#TYPE Fabrikam.Connector;;;\r\nA;B;C\r\n", "Fabrikam.Connector", []string{"A", "B", "C"}},
		{"a quoted type", "\"#TYPE Fabrikam.Connector\",,\nA,B\n", "Fabrikam.Connector", []string{"A", "B"}},
		{"a type in lower case", "#type Fabrikam.Connector\nA\n", "Fabrikam.Connector", []string{"A"}},
		{"a generic type", "#TYPE Fabrikam.List`1[[A, B]]\nA\n", "Fabrikam.List`1[[A, B]]", []string{"A"}},
		{"a sep= line and a type", "sep=;\n#TYPE Fabrikam.Connector\nA;B\n", "Fabrikam.Connector", []string{"A", "B"}},
		{"a sep= line alone", "sep=;\n", "", nil},
		{"no sep= line", "sep=x\n", "", []string{"sep=x"}},
		{"no type line", "#TYPED,B\n", "", []string{"#TYPED", "B"}},
		{"columns without a name", "A,,B,\n", "", []string{"A", "B"}},
		{"as many columns as there may be", "A" + strings.Repeat(",", csv.MaxColumns-1) + "\n", "", []string{"A"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := exporttest.Decode(t, "x.csv", []byte(test.text))
			exporttest.Equal(t, test.typeName, f.Type)
			exporttest.Equal(t, test.columns, f.Columns)
			exporttest.Equal(t, 0, len(f.Values))
		})
	}
}

func TestCSVFaultsAreToldInWords(t *testing.T) {
	large := "A,B\n1,\"" + strings.Repeat("x", document.MaxCell) + "\"\n"
	tests := []struct{ name, text, want string }{
		{"a second byte order mark", "\ufeff\ufeffName,Server\nA,EX01\n", `1:1: the file begins with a second byte order mark, as a pipe adds one; remove it`},
		{"too few cells", "A,B,C\n1,2,3\n1,2\n", "3:1: this row has 2 cells where the header has 3; a cell that holds a ',' or a line break must be in quotes"},
		{"too many cells", "A;B\n\n1;2;3\n", "3:1: this row has 3 cells where the header has 2; a cell that holds a ';' or a line break must be in quotes"},
		{"a cell too many, empty", "A,B\n1,2,\n", "2:1: this row has 3 cells where the header has 2; a cell that holds a ',' or a line break must be in quotes"},
		{"a second export below", "#TYPE T\nA,B\n1,2\n#TYPE T\nA,B\n", "4:1: this row has 1 cells where the header has 2; a cell that holds a ',' or a line break must be in quotes"},
		{"a quote never closed", "A,B\n1,2\n3,\"4\n5,6\n", "3:3: the quote that opens here is never closed"},
		{"a quote never closed in the header", "A,\"B\n1,2\n", "1:3: the quote that opens here is never closed"},
		{"a quote that doubled ones keep open", "A\n\"\"\"\n", "2:1: the quote that opens here is never closed"},
		{"text after a quote", "A,B\n\"1\"x,2\n", "2:4: expected ',' or the line's end after a closing quote, found 'x'"},
		{"text after a quote and a blank", "A;B\n\"1\" \u202e;2\n", "2:5: expected ';' or the line's end after a closing quote, found '\\u202e'"},
		{"another delimiter after a quote", "A\tB\n\"1\",\"2\"\n", "2:4: expected '\\t' or the line's end after a closing quote, found ','"},
		{"a name twice", "A,B,A\n1,2,3\n", "1:1: columns 1 and 3 of the header have the same name; each needs its own"},
		{"a name twice but for case", "\nA,Name,NAME\n1,2,3\n", "2:1: columns 2 and 3 of the header have the same name; each needs its own"},
		{"no name", ";;\n1;2;3\n", "1:1: the header names no column"},
		{"a column too many", "A" + strings.Repeat(",", csv.MaxColumns) + "\n", "1:1: the header has more than 4096 columns; export fewer properties"},
		{"a cell too large", large, "2:3: " + tooLarge},
		{"a plain cell too large", strings.ReplaceAll(large, "\"", "yy"), "2:3: " + tooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { exporttest.WantError(t, "x.csv", test.text, "x.csv:"+test.want) })
	}
}

// rewrite makes a CSV of a file's rows, as Export-Csv would.
func rewrite(f *document.File) string {
	var b strings.Builder
	line := func(cells []string) { b.WriteString(strings.Join(cells, ",") + "\r\n") }
	quote := func(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
	var header []string
	for _, name := range f.Columns {
		header = append(header, quote(name))
	}
	line(header)
	for _, row := range f.Values {
		var cells []string
		for _, field := range row.Fields() {
			if field.Value.Kind == document.String {
				cells = append(cells, quote(field.Value.Text()))
			} else {
				cells = append(cells, "")
			}
		}
		blank, repeated := slices.Equal(cells, []string{""}), slices.Equal(cells, header)
		if !blank && !repeated { // either would be no row
			line(cells)
		}
	}
	return b.String()
}

func FuzzCSV(f *testing.F) {
	for _, text := range csvSeeds {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkRewrite(t, exporttest.CheckDecode(t, "x.csv", []byte(text))) })
}

var csvSeeds = []string{
	"#TYPE Fabrikam.Connector\r\n\"A\",\"B\"\r\n\"1\",\r\n,\"x\"\"\r\ny\"\r\n",
	"sep=;\nA;B\n1;2\n", "A\tB\n\t\n", "A,,B\n1,2,3\n\n4,5,6", "A\n\"😀\nü\"\n", "A,A\n", "A\n\"", "A\n\"\"x", "A\r\r\nB\r", ",\n,", ",B\nA,B\n", " \"A\" , B\n 1 , \"2\" \n",
}

// checkRewrite fails a test unless the rows are the same when they are written and read
// again. A first column whose name is that of a preamble is left out.
func checkRewrite(t *testing.T, f *document.File) {
	if f == nil || f.Columns == nil {
		return
	}
	if first := strings.ToLower(f.Columns[0]); strings.HasPrefix(first, "#type") || strings.HasPrefix(first, "sep=") {
		return
	}
	once := rewrite(f)
	again, err := export.Decode(t.Context(), "x.csv", []byte(once))
	if err != nil {
		t.Fatalf("%q became %q: %v", f.Content(), once, err)
	}
	exporttest.Equal(t, once, rewrite(again))
}
