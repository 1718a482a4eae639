package exchange

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

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
	if name, ok := enumName(p, text); ok {
		return name, nil
	}
	return nil, fmt.Errorf("%q is none of %s", clip(text), strings.Join(enumNames(p), ", "))
}

// unset returns the value of an enum that is empty: TlsAuthLevel may be, the others
// always have a value, so an empty one says nothing.
func unset(p *schema.Property) any {
	if _, always := p.Values["None"]; always || p.Name != "TlsAuthLevel" {
		return nil
	}
	return ""
}

// enumName finds an enum's name by its name or number.
func enumName(p *schema.Property, text string) (string, bool) {
	text = strings.TrimSpace(text)
	n, err := strconv.Atoi(text)
	if p.Name == "TlsAuthLevel" && err == nil && n == 3 {
		n = 4 // some sources number DomainValidation 3; no other name has that number
	}
	for _, name := range enumNames(p) {
		if strings.EqualFold(name, text) || err == nil && p.Values[name] == n {
			return name, true
		}
	}
	return "", false
}

// enumNames lists an enum's names in the order of their numbers.
func enumNames(p *schema.Property) []string {
	return slices.SortedFunc(maps.Keys(p.Values), func(a, b string) int { return p.Values[a] - p.Values[b] })
}

// readFlags reads a set of flags, from its number or its names. Each name is a whole
// word: BasicAuthRequireTLS has no Tls in it.
func readFlags(v document.Value, p *schema.Property) (any, error) {
	names, err := elements(v, splitPlain, scalar)
	if err != nil || len(names) == 0 && v.Kind != document.Array {
		return nil, err
	}
	bits := 0
	for _, name := range splitPlain(strings.Join(names, ",")) {
		if n, err := strconv.Atoi(name); err == nil {
			bits |= n
			continue
		}
		known, ok := enumName(p, name)
		if !ok {
			return nil, fmt.Errorf("%q is none of %s", clip(name), strings.Join(enumNames(p), ", "))
		}
		bits |= p.Values[known]
	}
	return flagNames(bits, p)
}

func flagNames(bits int, p *schema.Property) (any, error) {
	set := []any{}
	for _, name := range enumNames(p) {
		if value := p.Values[name]; value != 0 && bits&value == value {
			set = append(set, name)
			bits &^= value
		}
	}
	if bits != 0 {
		return nil, fmt.Errorf("the number has a bit %d that no name is known for", bits)
	}
	return set, nil
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
	return flagNames(bits, p)
}
