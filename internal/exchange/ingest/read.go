package ingest

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// A reader turns an exported value, in whatever shape PowerShell left it, into the
// one normal form that the schema declares. It returns nil for a value that says
// nothing (an empty number), a *lost for one that PowerShell gave up on, and
// another error for one that can't be understood.
type reader func(v document.Value, p *schema.Property) (any, error)

// lost is a value that PowerShell gave up on: what stands in its place.
type unreadableValue struct{ text string }

func (l *unreadableValue) Error() string {
	return fmt.Sprintf("its value was lost: the export has %q", values.Clip(l.text))
}

// typeName matches what .NET's default ToString leaves of an object.
var typeName = regexp.MustCompile(`^(Deserialized\.|Selected\.)*(System\.(Collections|Object|Byte|String|Int\d|Security|Management|Net|DateTime|TimeSpan|Guid)\b|Microsoft\.(Exchange|PowerShell)\.|@\{)`)

// isLost reports whether a text is what is left of a value rather than the value: a
// type's name, or a text that Format-Table or Format-List cut off.
func isLost(text string) bool {
	return text != "" && strings.IndexByte("DSM@", text[0]) >= 0 && typeName.MatchString(text) || strings.HasSuffix(text, "...") || strings.HasSuffix(text, "…") ||
		strings.HasSuffix(text, "...}") || strings.HasSuffix(text, "…}") || strings.HasSuffix(text, "?}") // … in ASCII
}

// scalar returns the text of a value that ought to be one: a plain value as it is, an
// object by the member that says what the object is.
func scalar(v document.Value) (string, error) {
	switch v.Kind {
	case document.Array:
		if items := v.Items(); len(items) == 1 {
			return scalar(items[0])
		}
		return "", fmt.Errorf("a list stands where one value should")
	case document.Object:
		if fields := v.Fields(); isBareAddress(fields) {
			return bareAddress(fields)
		}
		return speakingMember(v)
	}
	text := v.Text()
	if isLost(text) {
		return "", &unreadableValue{text}
	}
	return text, nil
}

// The members by which .NET's types say what they are, the most telling first:
// IPRange, IPAddress, SmtpDomain, Fqdn, ADObjectId, DnsName, and what PowerShell
// wraps round values itself.
var speaking = [...]string{"Expression", "IPAddressToString", "Address", "Domain", "Name", "Punycode", "Value", "value"}

func speakingMember(object document.Value) (string, error) {
	var found [len(speaking)]document.Value
	left := "{}"
	for member := range object.All {
		if left == "{}" {
			left = "{ " + member.Name + ": ... }"
		}
		if i := slices.Index(speaking[:], member.Name); i >= 0 {
			found[i] = member.Value // the last one of a name wins, as in PowerShell
		}
	}
	for _, value := range found {
		if value.File() != nil && value.Kind != document.Array {
			return scalar(value)
		}
	}
	return "", &unreadableValue{left}
}

// isBareAddress reports whether an object is a System.Net.IPAddress as PowerShell 7 writes it:
// without its text.
func isBareAddress(fields []document.Field) bool {
	for _, name := range []string{"Address", "AddressFamily", "ScopeId"} {
		if _, ok := memberOf(fields, name); !ok {
			return false
		}
	}
	_, text := memberOf(fields, "IPAddressToString")
	return !text
}

// bareAddress reads the number that is left of an IPv4 address: its lowest byte is the first octet.
// Of IPv6 nothing is left.
func bareAddress(fields []document.Field) (string, error) {
	address, _ := memberOf(fields, "Address")
	n, err := strconv.ParseUint(address.Text(), 10, 32)
	if err != nil {
		return "", &unreadableValue{"{ Address: " + values.Clip(address.Raw()) + " }"}
	}
	return netip.AddrFrom4([4]byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)}).String(), nil
}

// memberOf returns the last member of a name: PowerShell too lets the last one win.
func memberOf(fields []document.Field, name string) (document.Value, bool) {
	for i := len(fields) - 1; i >= 0; i-- {
		if fields[i].Name == name {
			return fields[i].Value, true
		}
	}
	return document.Value{}, false
}

func readText(v document.Value, _ *schema.Property) (any, error) {
	text, err := scalar(v)
	if err != nil {
		return nil, err
	}
	return text, nil
}

// readName reads a text that no object is without: an empty one says nothing.
func readName(v document.Value, _ *schema.Property) (any, error) {
	text, err := scalar(v)
	if err != nil || text == "" {
		return nil, err
	}
	return text, nil
}

func readServer(v document.Value, _ *schema.Property) (any, error) {
	text, err := scalar(v)
	if err != nil {
		return nil, err
	}
	if name := serverIn(text); name != "" {
		return name, nil
	}
	return nil, nil
}

// serverIn finds a server's name in a plain name, a distinguished name or a
// canonical one (contoso.com/Configuration/.../EX01).
func serverIn(text string) string {
	if cn := values.CommonName(text); cn != "" {
		text = cn
	}
	text = text[strings.LastIndexByte(text, '/')+1:]
	return values.ShortServer(text)
}

func readThumbprint(v document.Value, _ *schema.Property) (any, error) {
	text, err := scalar(v)
	if err != nil || text == "" {
		return nil, err
	}
	text = strings.ToUpper(strings.Map(func(c rune) rune {
		if strings.ContainsRune(" :\u200e", c) {
			return -1
		}
		return c
	}, text))
	if !isThumbprint(text) {
		return nil, fmt.Errorf("%q is not a thumbprint of 40 hexadecimal digits", values.Clip(text))
	}
	return text, nil
}

// isThumbprint reports whether a text is a SHA-1 hash in upper case.
func isThumbprint(text string) bool {
	return len(text) == 40 && strings.Trim(text, "0123456789ABCDEF") == ""
}

// How PowerShell writes truth values, and Excel in the languages of Western, Northern and Central
// Europe.
var (
	trueWords  = []string{"true", "$true", "1", "wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar", "sant", "sand", "tosi", "prawda", "pravda", "igaz", "истина", "doğru", "adevărat"}
	falseWords = []string{"false", "$false", "0", "falsch", "faux", "falso", "onwaar", "falskt", "falsk", "usann", "epätosi", "fałsz", "nepravda", "hamis", "ложь", "yanliş", "yanlış", "fals"}
)

func readBoolean(v document.Value, _ *schema.Property) (any, error) {
	text, err := scalar(v)
	if err != nil || text == "" {
		return nil, err
	}
	text = strings.ToLower(strings.TrimSpace(text))
	switch {
	case slices.Contains(trueWords, text):
		return true, nil
	case slices.Contains(falseWords, text):
		return false, nil
	}
	return nil, fmt.Errorf("%q is neither True nor False", values.Clip(text))
}

func readInteger(v document.Value, _ *schema.Property) (any, error) {
	text, err := scalar(v)
	if err != nil || text == "" {
		return nil, err
	}
	return integer(text)
}

func integer(text string) (any, error) {
	n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(text), ".0"), 10, 64)
	if err != nil {
		return nil, fmt.Errorf("%q is not a whole number", values.Clip(text))
	}
	return n, nil
}

const unlimited = "Unlimited"

// limited reads what is Unlimited or else something that read understands. .NET's
// own type for it is an object of IsUnlimited and Value.
func limited(v document.Value, p *schema.Property, read reader) (any, error) {
	if v.Kind == document.Object {
		fields := v.Fields()
		if flag, ok := memberOf(fields, "IsUnlimited"); ok && flag.Text() == "true" {
			return unlimited, nil
		}
		if inner, ok := memberOf(fields, "Value"); ok {
			v = inner
		}
	}
	if strings.EqualFold(v.Text(), unlimited) {
		return unlimited, nil
	}
	return read(v, p)
}

func readLimit(v document.Value, p *schema.Property) (any, error) {
	return limited(v, p, readInteger)
}

func readSizeLimit(v document.Value, p *schema.Property) (any, error) {
	return limited(v, p, readSize)
}

var (
	exactSize = regexp.MustCompile(`\(([\d.,'\s\x{00a0}\x{202f}’]+)\s*[^\d)]*\)\s*$`)
	roundSize = regexp.MustCompile(`(?i)^([\d.,]+)\s*(B|KB|MB|GB|TB)?$`)
	notDigits = regexp.MustCompile(`\D`)
)

// mostExact is the largest whole number up to which a float64 has all of them.
const maxExact = 1 << 53

// leastSize is less than any size that Exchange is set to, in bytes. A smaller number comes
// from a script that counted in KB or MB, and doesn't say so.
const leastSize = 1 << 16

// readSize reads a size: 36 MB (37,748,736 bytes), of which the number in brackets
// is the exact one, with whatever separator the session's culture has.
func readSize(v document.Value, _ *schema.Property) (any, error) {
	text, err := scalar(v)
	if err != nil || text == "" {
		return nil, err
	}
	if exact := exactSize.FindStringSubmatch(text); exact != nil {
		return integer(notDigits.ReplaceAllString(exact[1], ""))
	}
	round := roundSize.FindStringSubmatch(strings.TrimSpace(text))
	if round == nil {
		return nil, fmt.Errorf("%q is not a size", values.Clip(text))
	}
	if bare, err := strconv.Atoi(round[0]); err == nil && 0 < bare && bare < leastSize {
		return nil, fmt.Errorf("%q is a size without its unit", values.Clip(text))
	}
	n, err := strconv.ParseFloat(strings.Replace(round[1], ",", ".", 1), 64)
	power := map[string]float64{"": 1, "B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40}
	if n *= power[strings.ToUpper(round[2])]; err != nil || n > maxExact {
		return nil, fmt.Errorf("%q is not a size", values.Clip(text))
	}
	return int64(n), nil
}
