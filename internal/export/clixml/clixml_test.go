package clixml_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/clixml"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/export/exporttest"
)

const exported = "\ufeff<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\r\n  <Obj RefId=\"0\">\r\n    <TN RefId=\"0\">\r\n      <T>Contoso.ReceiveConnector</T>\r\n      <T>System.Object</T>\r\n    </TN>\r\n" +
	"    <ToString>In</ToString>\r\n    <Props>\r\n      <S N=\"Name\">In &amp; out_x000D__x000A_\u00fc</S>\r\n      <B N=\"Enabled\">true</B>\r\n      <I32 N=\"MaxHopCount\">60</I32>\r\n      <Nil N=\"Banner\" />\r\n" +
	"      <Obj N=\"AuthMechanism\" RefId=\"1\"><TN RefId=\"1\"><T>Flags</T></TN><ToString>Tls, Integrated</ToString><I32>3</I32></Obj>\r\n" +
	"      <Obj N=\"Bindings\" RefId=\"2\"><TN RefId=\"2\"><T>List</T></TN><LST><Obj RefId=\"3\"><ToString>[::]:25</ToString><Props><I32 N=\"Port\">25</I32></Props></Obj><S>0.0.0.0:25</S></LST></Obj>\r\n" +
	"      <Ref N=\"Again\" RefId=\"3\" />\r\n      <Ref N=\"Itself\" RefId=\"0\" />\r\n      <SS N=\"Secret\">0100</SS>\r\n      <DT N=\"WhenChanged\">2021-08-21T10:43:54+02:00</DT>\r\n    </Props>\r\n    <MS>\r\n      <S N=\"PSComputerName\">ex01</S>\r\n    </MS>\r\n  </Obj>\r\n" +
	"  <Obj RefId=\"9\"><TNRef RefId=\"0\" /><Props><S N=\"Name\">Second</S></Props></Obj>\r\n</Objs>\r\n"

func TestCLIXMLIsRead(t *testing.T) {
	f, err := export.Decode(t.Context(), "x.xml", []byte(exported))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range f.Values {
		got = append(got, v.TypeName())
		for _, field := range v.Fields() {
			p := field.Value.Place()
			got = append(got, fmt.Sprintf("%s=%s@%d:%d-%d:%d", field.Name, exporttest.Outline(field.Value), p.StartLine, p.StartColumn, p.EndLine, p.EndColumn))
		}
	}
	want := []string{
		"Contoso.ReceiveConnector", "Name=\"In & out\\r\\nü\"@9:19-9:46", "Enabled=true@10:22-10:26", "MaxHopCount=60@11:28-11:30", "Banner=null@12:7-12:25",
		"AuthMechanism=\"Tls, Integrated\"@13:81-13:96", "Bindings=[\"[::]:25\" \"0.0.0.0:25\"]@14:7-14:185", "Again=\"[::]:25\"@14:95-14:102", "Itself={}@16:7-16:35",
		"Secret={}@17:7-17:31", "WhenChanged=\"2021-08-21T10:43:54+02:00\"@18:27-18:52", "PSComputerName=\"ex01\"@21:29-21:33",
		"Contoso.ReceiveConnector", "Name=\"Second\"@24:56-24:62",
	}
	exporttest.Equal(t, want, got)
}

func TestAnAttributeIsOneOfItsTagWhateverStandsInOthers(t *testing.T) {
	tests := map[string]string{
		"alone":                             `<S N="Name">In</S>`,
		"behind a tab":                      "<S\tN=\"Name\">In</S>",
		"on a line of its own":              "<S\r\n  N=\"Name\"\r\n>In</S>",
		"behind one that speaks of it":      `<S X=" N=foo" N="Name">In</S>`,
		"behind one that ends like it":      `<S RefN="foo" N="Name">In</S>`,
		"in single quotes, before one more": `<S N='Name' X=" N=">In</S>`,
	}
	for name, member := range tests {
		t.Run(name, func(t *testing.T) {
			f, err := export.Decode(t.Context(), "x.xml", []byte("<Objs><Obj><Props>"+member+"</Props></Obj></Objs>"))
			if err != nil {
				t.Fatal(err)
			}
			if fields := f.Values[0].Fields(); len(fields) != 1 || fields[0].Name != "Name" {
				t.Errorf("fields %v", fields)
			}
		})
	}
}

func TestAListIsReadInNoLongerTimeAmongManyObjects(t *testing.T) {
	object := "<Obj><Props>" + strings.Repeat(`<Obj N="a"><LST><S>x</S></LST></Obj>`, 10) + "</Props></Obj>"
	f, err := export.Decode(t.Context(), "x.xml", []byte("<Objs>"+strings.Repeat(object, 40_000)+"</Objs>"))
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	for _, v := range f.Values {
		for _, field := range v.Fields() {
			field.Value.Items()
		}
	}
	if took := time.Since(start); took > 5*time.Second { // of which it needs a tenth
		t.Errorf("took %s", took)
	}
}

func TestWhatCLIXMLDoesNotShowIsNotNull(t *testing.T) {
	tests := map[string]string{
		"the object around it":          `<Ref N="a" RefId="0"/>`,
		"a secure string":               `<SS N="a">0100</SS>`,
		"an object without any content": `<Obj N="a" RefId="1"><TN RefId="0"><T>Contoso.Thing</T></TN></Obj>`,
		"a set of members":              `<MS N="a"><S N="b">c</S></MS>`,
	}
	for name, member := range tests {
		t.Run(name, func(t *testing.T) {
			f := exporttest.Decode(t, "x.xml", []byte(`<Objs><Obj RefId="0"><MS>`+member+`</MS></Obj></Objs>`))
			exporttest.Equal(t, "{}", exporttest.Outline(f.Values[0].Fields()[0].Value))
		})
	}
}

func TestARefStandsForTheLastObjectOfItsNumberBeforeIt(t *testing.T) {
	export := func(name string) string {
		return `<Obj RefId="0"><TN RefId="0"><T>` + name + `</T></TN><Props><Obj N="a" RefId="1"><ToString>` + name + `</ToString></Obj><Ref N="b" RefId="1"/></Props></Obj>` +
			`<Obj RefId="2"><TNRef RefId="0"/><Props><Ref N="b" RefId="1"/></Props></Obj>`
	}
	f := exporttest.Decode(t, "x.xml", []byte("<Objs>"+export("first")+export("second")+"</Objs>"))
	var got []string
	for _, v := range f.Values {
		fields := v.Fields()
		got = append(got, v.TypeName()+" "+fields[len(fields)-1].Value.Text())
	}
	exporttest.Equal(t, []string{"first first", "first first", "second second", "second second"}, got)
}

func TestAReferenceThatLeadsNowhereIsAnError(t *testing.T) {
	const noObject = "this Ref refers to no Obj before it, so its value is missing; " + "part of the file is missing, or others were put into it: export again, each time into a file of its own"
	tests := []struct{ name, object, want string }{
		{"to nothing", `<Props><Ref N="a" RefId="99"/></Props>`, "8: " + noObject},
		{"to what comes later", `<Props><Ref N="a" RefId="1"/><Obj N="b" RefId="1"><ToString>c</ToString></Obj></Props>`, "8: " + noObject},
		{"without a number", `<Props><Ref N="a"/></Props>`, "8: " + noObject},
		{"of a list", `<LST><Ref RefId="99"/></LST>`, "6: " + noObject},
		{"to a type", `<TNRef RefId="9"/>`, "1: " + "this TNRef refers to no TN before it; " + "part of the file is missing, or others were put into it: export again, each time into a file of its own"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			exporttest.WantError(t, "x.xml", "<Objs><Obj>\n"+test.object+"</Obj></Objs>", "x.xml:2:"+test.want)
		})
	}
}

func TestWhatExportClixmlCannotWriteIsAnError(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"text between elements", "<Objs>\njunk<Nil/></Objs>", "x.xml:2:1: expected an element, found 'j'"},
		{"text in an object", "<Objs><Obj>junk</Obj></Objs>", "x.xml:1:12: expected an element, found 'j'"},
		{"text in nothing", "<Objs><Nil>junk</Nil></Objs>", "x.xml:1:12: expected an element, found 'j'"},
		{"an element inside a value", "<Objs><S>a<b/>c</S></Objs>", "x.xml:1:11: this b is inside a value, which may hold only text"},
		{"a comment inside a value", "<Objs><S>a<!-- b -->c</S></Objs>", "x.xml:1:11: this comment is inside a value, which may hold only text"},
		{"a property outside of Props", `<Objs><Obj><Props/><S N="Fqdn">bad</S></Obj></Objs>`, "x.xml:1:20: this S has a name (N), but is outside of Props and MS, where properties are"},
		{"a property without a name", "<Objs><Obj><Props><S>bad</S></Props></Obj></Objs>", "x.xml:1:19: this S is a property without a name (N)"},
		{"Props outside of an object", "<Objs><Props/></Objs>", "x.xml:1:7: this Props is where Export-Clixml writes none"},
		{"a list among properties", `<Objs><Obj><Props><LST N="a"/></Props></Obj></Objs>`, "x.xml:1:19: this LST is where Export-Clixml writes none"},
		{"a document inside another", "<Objs><Obj><Objs/></Obj></Objs>", "x.xml:1:12: this Objs is where Export-Clixml writes none"},
		{"a value among types", "<Objs><Obj><TN><S>a</S></TN></Obj></Objs>", "x.xml:1:16: this S is where Export-Clixml writes none"},
		{"a value among entries", `<Objs><Obj><DCT><S N="Key">a</S></DCT></Obj></Objs>`, "x.xml:1:17: this S is where Export-Clixml writes none"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { exporttest.WantError(t, "x.xml", test.text, test.want) })
	}
}

func TestATextAtTheTopIsNoObject(t *testing.T) {
	text := `<Objs><S>EX01\Default EX01</S><Obj RefId="0"><LST><S>EX01\Default EX01</S></LST></Obj></Objs>`
	f := exporttest.Decode(t, "x.xml", []byte(text))
	exporttest.Equal(t, []string{"{}", `["EX01\\Default EX01"]`}, []string{exporttest.Outline(f.Values[0]), exporttest.Outline(f.Values[1])})
	exporttest.Equal(t, exporttest.Place{1, 7, 1, 7}, exporttest.PlaceOf(f.Values[0]))
}

func TestADictionaryIsCLIXML(t *testing.T) {
	text := `<Objs><!-- a --><Obj RefId="0"><DCT><En><S N="Key">EX01</S><Obj N="Value" RefId="1"><LST><S>b</S></LST></Obj></En></DCT></Obj></Objs>`
	if f := exporttest.Decode(t, "x.xml", []byte(text)); len(f.Values) != 1 {
		t.Errorf("%d values", len(f.Values))
	}
}

func TestXMLThatIsNoExportOrNotWellFormed(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"another program's", "<?xml version=\"1.0\"?><configuration><a b='c'>d<Ref RefId='9'/></a></configuration>", ""},
		{"a document type", "<!DOCTYPE x [<!ENTITY a \"b\">]><Objs/>", "x.xml:1:1: document types, sections and instructions are not supported"},
		{"an entity of one's own", "<Objs><S>&lol;</S></Objs>", "x.xml:1:10: this & begins none of the escapes"},
		{"an element left open", "<Objs>\n<Obj>\n", "x.xml:2:1: this Obj does not end before the file does"},
		{"crossed elements", "<Objs>\n<Obj></Objs></Obj>", "x.xml:2:6: this tag should close the Obj of line 2"},
		{"two documents", "<Objs></Objs><Objs/>", "x.xml:1:14: a second document begins here"},
		{"text behind the end", "<Objs></Objs>x", "x.xml:1:14: expected an element, found 'x'"},
		{"an attribute without quotes", "<Objs><S N=x/></Objs>", "x.xml:1:10: expected an attribute"},
		{"a stray bracket", "<Objs><S>a < b</S></Objs>", "x.xml:1:12: a < that opens no tag"},
		{"a tag cut off", "<Objs><S N=\"a\"", "x.xml:1:7: this tag does not end"},
		{"too deep", strings.Repeat("<a>", clixml.MaxDepth+1), "elements are nested more than 300 deep"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := export.Decode(t.Context(), "x.xml", []byte(test.text))
			switch {
			case test.want == "" && (err != nil || len(f.Values) != 1 || len(f.Values[0].Fields()) != 0):
				t.Errorf("%v, %v", f, err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestRealCLIXMLIsRead(t *testing.T) {
	root := os.Getenv("EXCHLINT_CORPUS")
	if root == "" {
		t.Skip("EXCHLINT_CORPUS names no folder of real exports")
	}
	names, err := fs.Glob(os.DirFS(root), "*/clixml/*.xml")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(os.DirFS(root), name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := export.Decode(t.Context(), name, data)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, v := range f.Values {
			if len(v.Fields()) == 0 || !strings.Contains(v.TypeName(), "Exchange") {
				t.Errorf("%s: an object of type %q has %d fields", name, v.TypeName(), len(v.Fields()))
			}
		}
	}
}

func FuzzCLIXML(f *testing.F) {
	f.Add(exported)
	f.Add(`<Objs><Obj RefId="0"><LST><Obj RefId="1"><Props><Ref N="a" RefId="0"/></Props></Obj><Ref RefId="1"/></LST></Obj></Objs>`)
	f.Add(`<Objs><!-- x --><S>_x000D_&#13;</S><Obj><MS><Obj N="a"><IE><Nil/></IE></Obj></MS></Obj></Objs>`)
	f.Add(`<Objs><Obj X=" RefId=q"></Obj></Objs>`)
	f.Add(`<Objs><Obj RefId="0"><LST><Ref RefId="0"/></LST></Obj><Ref RefId="0"/><Obj RefId="0"><MS><MS N="a"/><SS N="b"/></MS></Obj></Objs>`)
	f.Add(`<Objs><Obj><Props><S X=" N=foo">a</S></Props></Obj></Objs>`)
	f.Fuzz(func(t *testing.T, text string) {
		file, err := export.Decode(t.Context(), "x.xml", []byte(text))
		if err != nil {
			return
		}
		budget := 1000
		for _, v := range file.Values {
			visit(t, v, &budget)
		}
	})
}

// visit walks over a value: every place lies in the file, and the walk ends.
func visit(t *testing.T, v document.Value, budget *int) {
	if *budget--; *budget < 0 {
		return
	}
	exporttest.CheckPlace(t, v)
	v.Text()
	v.TypeName()
	for _, item := range v.Items() {
		visit(t, item, budget)
	}
	for _, field := range v.Fields() {
		visit(t, field.Value, budget)
	}
}

// TestReferencesNeitherLoopNorGrow has the classic attacks on readers of XML in the one
// form that CLIXML would allow: objects that refer to each other.
func TestReferencesNeitherLoopNorGrow(t *testing.T) {
	object := func(id int, inner string) string { return fmt.Sprintf("<Obj RefId=\"%d\">%s</Obj>", id, inner) }
	ref := func(to int) string { return fmt.Sprintf("<Ref N=\"Name\" RefId=\"%d\"/>", to) }
	list := func(inner string) string { return "<LST>" + inner + "</LST>" }
	chain, laughs := object(0, "<S>x</S>"), object(0, list(strings.Repeat("<S>lol</S>", 100)))
	for i := 1; i <= 2*document.MaxDepth; i++ {
		chain += object(i, "<Props>"+ref(i-1)+"</Props>")
	}
	for i := 1; i <= 9; i++ {
		laughs += object(i, list(strings.Repeat(ref(i-1), 10)))
	}
	large := object(0, list("<S>"+strings.Repeat("x", 1000)+"</S>"))
	const grows, nowhere = "unfold to far more than the file", "refers to no Obj before it"
	tests := []struct{ name, objects, want string }{
		{"a loop of two", object(1, list(ref(2))) + object(2, list(ref(1))), nowhere},
		{"itself", object(1, list(object(2, list(ref(1)+ref(2))))), ""},
		{"nobody", object(1, list(ref(7))), nowhere},
		{"the same text often", object(0, "<ToString>x</ToString>") + object(1, list(strings.Repeat(ref(0), 1000))), ""},
		{"a chain", chain, grows},
		{"a billion laughs", laughs, grows},
		{"a large object often", large + object(1, list(strings.Repeat(ref(0), 1000))), grows},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := export.Decode(t.Context(), "x.xml", []byte("<Objs>"+test.objects+"</Objs>"))
			switch {
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("got %v", err)
			case test.want == "" && err != nil:
				t.Error(err)
			case err == nil:
				budget := 10_000
				for _, v := range f.Values {
					visit(t, v, &budget)
				}
				if budget <= 0 {
					t.Error("the document never ends")
				}
			}
		})
	}
}

func TestContainersHoldWholeObjects(t *testing.T) {
	const connector = `<Obj RefId="9"><TN RefId="9"><T>X</T></TN><ToString>In</ToString><Props><S N="Name">In</S></Props></Obj>`
	for name, text := range map[string]string{
		"a custom object":      `<Objs><Obj RefId="0"><MS><S N="Server">EX01</S><Obj N="Connectors" RefId="1"><LST>` + connector + connector + `</LST></Obj></MS></Obj></Objs>`,
		"a hash table":         `<Objs><Obj RefId="0"><DCT><En><S N="Key">Server</S><S N="Value">EX01</S></En><En><S N="Key">Connectors</S><Obj N="Value" RefId="1"><LST>` + connector + connector + `</LST></Obj></En></DCT></Obj></Objs>`,
		"an object in a table": `<Objs><Obj RefId="0"><DCT><En><S N="Key">Server</S><S N="Value">EX01</S></En><En><S N="Key">Connectors</S>` + strings.Replace(connector, "<Obj ", `<Obj N="Value" `, 1) + `</En><En><S N="Key">Connectors</S>` + strings.Replace(connector, "<Obj ", `<Obj N="Value" `, 1) + `</En></DCT></Obj></Objs>`,
	} {
		var got []string
		for _, record := range exporttest.Decode(t, "x.xml", []byte(text)).Values[0].Records() {
			got = append(got, record.Name+"="+exporttest.Outline(record.Value))
		}
		exporttest.Equal(t, []string{`Server="EX01"`, "Connectors={Name}", "Connectors={Name}"}, got)
		if t.Failed() {
			t.Fatal(name)
		}
	}
}
