package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// findPublicAlternative lists the certificates of public CAs that cover the connector's host name,
// but come after the one that it presents, which is of a private CA and only newer.
func (f *deriver) findPublicAlternative(c *receiveConnector) {
	property.PublicRivals.Set(c.Object, model.Then(property.Presented.Of(c.Object), func(presented *schema.Entry) model.Known[[]any] {
		winner := f.org.Find("ExchangeCertificate", presented.Value("identity").(string))
		if winner == nil || presented.Value("by") != "fqdn" || presented.Value("self_signed") == true {
			return model.Certain[[]any](nil)
		}
		private := privateForSMTP(winner)
		rivals := f.publicOnes(c).Some()
		none := model.Or(model.Not(private), model.Map(rivals, func(rivals []*certificate) bool { return len(rivals) == 0 }))
		return model.Map(none, func(none bool) []any {
			if none {
				return nil
			}
			return certificateEntries(rivals.OrElse(nil))
		})
	}))
}

// privateForSMTP tells whether a certificate is of a private CA and enabled for SMTP.
func privateForSMTP(o *model.Object) model.Known[bool] {
	return model.And(model.Map(property.RootCAType.Of(o), privateRoot), model.Contains(property.Services.Of(o), "SMTP"))
}

// publicOnes returns the certificates of public CAs that the connector could be bound to
// and that cover its host name.
func (f *deriver) publicOnes(c *receiveConnector) model.Partial[*certificate] {
	carrying := f.carrying(c.server, property.HostName.Of(c.Object).OrElse(""))
	public := model.Filter(carrying, func(c *certificate) model.Known[bool] {
		if model.Is(c.fits) {
			return c.hasRoot("ThirdParty")
		}
		return c.fits
	})
	var found []*certificate
	for _, c := range public.Found {
		if !slices.Contains(found, c) {
			found = append(found, c)
		}
	}
	return model.Partial[*certificate]{Found: found, Missing: public.Missing}
}
