package plan

import (
	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/source"
)

func (p *Plan) list(text *source.Text) {
	p.Errors = append(p.Errors, diag.Diagnostic{File: text.Name, Message: "lists of changes are not read yet"})
}
