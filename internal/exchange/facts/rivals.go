package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// rival lists the certificates of public CAs that cover the connector's host name too, but
// stand behind the one that it presents, which is of a private CA and only newer.
func (f *deriver) findPublicAlternative(c *receiveConnector) {
	value, known := c.Value("presented")
	if !known {
		c.SetUnknownLike("presented", "public_rivals")
		return
	}
	presented := value.(*schema.Entry)
	winner := f.org.Find("ExchangeCertificate", presented.Value("identity").(string))
	if winner == nil || presented.Value("by") != "fqdn" || presented.Value("self_signed") == true {
		c.SetShared("public_rivals", model.EmptyList)
		return
	}
	private, missing := f.privateForSMTP(winner)
	rivals, lacks := f.publicOnes(c)
	switch {
	case !private && missing == nil, len(rivals) == 0 && lacks == nil:
		c.SetShared("public_rivals", model.EmptyList)
	case private && len(rivals) > 0:
		c.SetList("public_rivals", certificateEntries(rivals))
	default:
		c.SetUnknown("public_rivals", "whether a public CA's certificate is passed over is not known", append(missing, lacks...))
	}
}

// privateForSMTP reports whether a certificate is of a private CA and enabled for SMTP, or
// what would have to be known.
func (f *deriver) privateForSMTP(o *model.Object) (private bool, missing []string) {
	root, rootKnown := o.Text("RootCAType")
	smtp, smtpKnown := o.Contains("Services", "SMTP")
	switch {
	case rootKnown && !privateRoot(root), smtpKnown && !smtp:
		return false, nil
	}
	missing = f.missingOf(o, "RootCAType", "Services")
	return missing == nil, missing
}

// publicOnes returns the certificates of public CAs that the connector could be bound to
// and that cover its host name, and what keeps the list from being complete.
func (f *deriver) publicOnes(c *receiveConnector) (found []*certificate, missing []string) {
	host, _ := c.Text("host_name")
	for _, certificate := range f.carrying(c.server, host) {
		root, known := certificate.Text("RootCAType")
		switch missing = append(missing, names(certificate.fits.Missing())...); {
		case model.Is(certificate.fits) && !known:
			missing = append(missing, f.missingOf(certificate.Object, "RootCAType")...)
		case model.Is(certificate.fits) && root == "ThirdParty" && !slices.Contains(found, certificate):
			found = append(found, certificate)
		}
	}
	return found, missing
}
