package facts

import (
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// settings has what values were parsed to: most connectors are configured alike. It is for one
// goroutine.
type settings struct {
	*model.Interner
	names        map[string]*parsedName
	capabilities map[*model.Datum]*model.Datum
	bindings     map[*model.Datum]*parsedBindings
	ranges       map[*model.Datum]*parsedRanges
}

func newSettings() *settings {
	return &settings{model.NewInterner(), map[string]*parsedName{}, map[*model.Datum]*model.Datum{}, map[*model.Datum]*parsedBindings{}, map[*model.Datum]*parsedRanges{}}
}

// parsedName is a parsed TlsCertificateName, and the entry for it in facts.
type parsedName struct {
	values.CertificateName
	entry *model.Datum
}

func (s *settings) name(text string) *parsedName {
	known := s.names[text]
	if known == nil {
		name := values.ParseCertificateName(text)
		known = &parsedName{name, model.DatumOf(name.Value())}
		s.names[text] = known
	}
	return known
}

// parseName parses a connector's TlsCertificateName. A name that is not known has no form, and a
// connector of Exchange 2010 or older names none.
func parseName(o *model.Object, seen *settings) *values.CertificateName {
	name := model.Map(property.TlsCertificateName.Of(o), seen.name)
	if o.Legacy {
		name = model.Certain(seen.name(""))
	}
	property.CertificateName.Share(o, model.Map(name, func(name *parsedName) *model.Datum { return name.entry }))
	return &name.OrElse(&parsedName{}).CertificateName
}
