package values

import "testing"

func TestTlsCertificateNameIsTakenApart(t *testing.T) {
	const issuer, subject = "CN=R11, O=Let's Encrypt, C=US", "CN=mail.contoso.com"
	tests := []struct{ name, text, form, defect string }{
		{"empty", "", "none", ""},
		{"blanks alone", "  ", "none", ""},
		{"issuer and subject", "<I>" + issuer + "<S>" + subject, "full", ""},
		{"tags in lower case", "<i>" + issuer + "<s>" + subject, "full", ""},
		{"a blank at the end", "<I>" + issuer + "<S>" + subject + " ", "full", ""},
		{"a quoted value with a comma", `<I>CN=CA, O="Contoso, Inc."<S>CN=mail.contoso.com, O="Contoso, Inc."`, "full", ""},
		{"an unusual attribute", "<I>OID.2.5.4.97=VATDE-1, CN=CA<S>SERIALNUMBER=1, CN=mail.contoso.com", "full", ""},
		{"a subject alone", "<S>" + subject, "subject-only", ""},
		{"square brackets", "[I]" + issuer + "[S]" + subject, "malformed", "bracket-tags"},
		{"round brackets", "(I)" + issuer + "(S)" + subject, "malformed", "bracket-tags"},
		{"tags eaten by a web page", "CN=R11, O=Let's Encrypt, C=USCN=mail.contoso.com", "malformed", "tags-missing"},
		{"escaped for HTML", "&lt;I&gt;" + issuer + "&lt;S&gt;" + subject, "malformed", "html-escaped"},
		{"escaped for JSON twice", `\u003cI\u003e` + issuer + `\u003cS\u003e` + subject, "malformed", "html-escaped"},
		{"variables in single quotes", "<I>$($cert.Issuer)<S>$($cert.Subject)", "malformed", "unexpanded-variable"},
		{"variables without tags", "$cert.Issuer$cert.Subject", "malformed", "unexpanded-variable"},
		{"the blog's own typing error", "<i>$<[Subject]\r\n  CN=mail.contoso.com\r\n", "malformed", "unexpanded-variable"},
		{"a whole certificate expanded", "<I>[Subject]\r\n  CN=mail.contoso.com.Issuer<S>[Subject]", "malformed", "unexpanded-variable"},
		{"typographic quotes", "‘<I>’" + issuer + "<S>" + subject, "malformed", "smart-quotes"},
		{"typographic quotes inside", "<I>CN=R11, O=Let’s Encrypt, C=US<S>" + subject, "malformed", "smart-quotes"},
		{"no subject tag", "<I>" + issuer + ", CN=mail.contoso.com", "malformed", "subject-tag-missing"},
		{"a thumbprint", "4A4B66E94A9195FA3344E34E01E6698C44C0A639", "malformed", "thumbprint"},
		{"a host name", "edge.contoso.com", "malformed", "bare-hostname"},
		{"the subject first", "<S>" + subject + "<I>" + issuer, "malformed", "reversed"},
		{"closing tags", "<I>" + issuer + "</I><S>" + subject + "</S>", "malformed", "closing-tags"},
		{"a blank at the start", " <I>" + issuer + "<S>" + subject, "malformed", "leading-blank"},
		{"a quote at the start", `"<I>` + issuer + "<S>" + subject, "malformed", "leading-text"},
		{"empty parts", "<I><S>", "malformed", "empty-name"},
		{"two certificates joined", "<I>CN=R11, C=US CN=R10, C=US<S>CN=a.contoso.com CN=b.contoso.com", "malformed", "array-joined"},
		{"a template left as it was", "<I><IssuerName><S><SubjectName>", "malformed", "stray-tag"},
		{"no distinguished name", "<I>R11<S>" + subject, "malformed", "not-a-distinguished-name"},
		{"a subject without a common name", "<I>" + issuer + "<S>O=Contoso, C=DE", "malformed", "no-common-name"},
		{"anything else", "see ticket 42!", "malformed", "unreadable"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := ParseCertificateName(test.text)
			if got.Form != test.form || got.defect != test.defect {
				t.Errorf("%q is %s (%s), want %s (%s)", test.text, got.Form, got.defect, test.form, test.defect)
			}
		})
	}
}

func TestWhatWasMeantIsFoundWhereItCanBe(t *testing.T) {
	const meant = "<I>CN=R11, O=Let's Encrypt, C=US<S>CN=mail.contoso.com"
	for _, text := range []string{
		"[I]CN=R11, O=Let's Encrypt, C=US[S]CN=mail.contoso.com",
		"&lt;I&gt;CN=R11, O=Let&#39;s Encrypt, C=US&lt;S&gt;CN=mail.contoso.com",
		"&amp;lt;I&amp;gt;CN=R11, O=Let's Encrypt, C=US&amp;lt;S&amp;gt;CN=mail.contoso.com",
		"<S>CN=mail.contoso.com<I>CN=R11, O=Let's Encrypt, C=US",
		"<I>CN=R11, O=Let's Encrypt, C=US</I><S>CN=mail.contoso.com</S>",
		"‘<I>’CN=R11, O=Let's Encrypt, C=US<S>CN=mail.contoso.com",
		"CN=R11, O=Let's Encrypt, C=USCN=mail.contoso.com",
		"\t<I>CN=R11, O=Let's Encrypt, C=US<S>CN=mail.contoso.com",
	} {
		if got := ParseCertificateName(text); got.repaired != meant {
			t.Errorf("%q is repaired to %q", text, got.repaired)
		}
	}
	for _, text := range []string{"4A4B66E94A9195FA3344E34E01E6698C44C0A639", "<I>$($cert.Issuer)<S>$($cert.Subject)", "mail.contoso.com", "<I><S>"} {
		if got := ParseCertificateName(text); got.repaired != "" {
			t.Errorf("nobody can know what %q means, but it is repaired to %q", text, got.repaired)
		}
	}
}

func TestDistinguishedNamesAreComparedAsExchangeDoes(t *testing.T) {
	const name = `CN=mail.contoso.com, O="Contoso, Inc.", S=Bavaria, C=DE`
	for _, same := range []string{
		`cn=MAIL.contoso.com, o="CONTOSO, Inc.", s=Bavaria, c=de`,
		`CN=mail.contoso.com,O="Contoso, Inc.",S=Bavaria,C=DE`,
		`CN = mail.contoso.com , O="Contoso, Inc.", ST=Bavaria, C=DE`,
		`CN=mail.contoso.com; O="Contoso, Inc."; S=Bavaria; C=DE`,
	} {
		if NameKey(same) != NameKey(name) {
			t.Errorf("%s is another name than %s", same, name)
		}
	}
	for _, other := range []string{
		`C=DE, S=Bavaria, O="Contoso, Inc.", CN=mail.contoso.com`,
		`CN=mail.contoso.com, O="Contoso Inc.", S=Bavaria, C=DE`,
		`CN=mail.contoso.com`,
		`CN=mail.contoso.com + O="Contoso, Inc.", S=Bavaria, C=DE`,
	} {
		if NameKey(other) == NameKey(name) {
			t.Errorf("%s is the same name as %s", other, name)
		}
	}
	if NormalizeName("C=DE, CN=a").Unordered != NormalizeName("CN=a, C=DE").Unordered {
		t.Error("names of the same parts differ by more than their order")
	}
}

func FuzzCertificateName(f *testing.F) {
	for _, seed := range []string{"<I>CN=a<S>CN=b", "[I]CN=a[S]CN=b", "CN=aCN=b", `<S>CN="a`, "&lt;I&gt;", "<I>CN=a+CN=b,;=<S>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		name := ParseCertificateName(text)
		if name.Form == "malformed" && name.defect == "" || name.WellFormed() && CommonName(name.Subject) == "" {
			t.Errorf("%q is %+v", text, name)
		}
		if name.repaired != "" && ParseCertificateName(name.repaired).Form != "full" {
			t.Errorf("%q is repaired to %q, which is no name", text, name.repaired)
		}
	})
}
