package ingest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

func readEnum(v document.Value, p *schema.Property) (any, error) {
	text, err := scalar(v)
	if err != nil {
		return nil, err
	}
	if text == "" {
		return unset(p), nil
	}
	if name, ok := p.ValueName(text); ok {
		return name, nil
	}
	return nil, fmt.Errorf("%q is none of %s", values.Clip(text), strings.Join(p.ValueNames(), ", "))
}

// unset returns the value of an enum that is empty: TlsAuthLevel may be, the others
// always have a value, so an empty one says nothing.
func unset(p *schema.Property) any {
	if _, always := p.Values["None"]; always || p.Name != "TlsAuthLevel" {
		return nil
	}
	return ""
}

// readFlags reads a set of flags, from its number or its names. Each name is a whole
// word: BasicAuthRequireTLS has no Tls in it.
func readFlags(v document.Value, p *schema.Property) (any, error) {
	names, err := elements(v, values.SplitPlain, scalar)
	if err != nil || len(names) == 0 && v.Kind != document.Array {
		return nil, err
	}
	bits := 0
	for _, name := range values.SplitPlain(strings.Join(names, ",")) {
		if n, err := strconv.Atoi(name); err == nil {
			bits |= n
			continue
		}
		known, ok := p.ValueName(name)
		if !ok {
			return nil, fmt.Errorf("%q is none of %s", values.Clip(name), strings.Join(p.ValueNames(), ", "))
		}
		bits |= p.Values[known]
	}
	return p.FlagNames(bits)
}

var (
	servicesForm    = regexp.MustCompile(`^[.IPUWSFC]{6,8}$`)
	servicesLetters = map[rune]string{'I': "IMAP", 'P': "POP", 'U': "UM", 'W': "IIS", 'S': "SMTP", 'F': "Federation", 'C': "UMCallRouter"}
)

// readServices reads the services of a certificate, also from the short form that
// Get-ExchangeCertificate's table shows: IP.WS..
func readServices(v document.Value, p *schema.Property) (any, error) {
	text := v.Text()
	if !servicesForm.MatchString(text) {
		return readFlags(v, p)
	}
	bits := 0
	for _, letter := range text {
		bits |= p.Values[servicesLetters[letter]]
	}
	return p.FlagNames(bits)
}
