package rules

import (
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/schema"
)

// schemas are the shapes of input that a policy may name: schema.ReceiveConnector
// and so on, the unions such as schema.Connector among them.
func schemas() (*ast.SchemaSet, error) {
	set := ast.NewSchemaSet()
	for _, name := range schema.Documents() {
		if len(schema.Members(name)) == 0 {
			continue // shapes of facts, not an object
		}
		document, err := schema.Inlined(name)
		if err != nil {
			return nil, err
		}
		set.Put(schemaRef(name), document)
	}
	return set, nil
}

func schemaRef(name string) ast.Ref {
	return ast.Ref{ast.VarTerm("schema"), ast.StringTerm(name)}
}
