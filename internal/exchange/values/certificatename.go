package values

import (
	"html"
	"regexp"
	"strings"

	"github.com/exchlint/exchlint/schema"
)

// certificateName is a connector's TlsCertificateName taken apart. Exchange stores
// <I>issuer<S>subject, or <S>subject for any issuer; the tags may be of either
// case. Everything else is a value that the cmdlets refuse or that never resolves.
type CertificateName struct {
	Form            string // none, full, subject-only, malformed
	defect          string // what is wrong with a malformed one
	Issuer, Subject string
	repaired        string // what a malformed one was probably meant to be

	ByIssuer, BySubject NormalName // what it finds certificates by
}

// parseCertificateName takes a TlsCertificateName apart and, where it can't be
// used, finds out how it came to be so.
func ParseCertificateName(text string) CertificateName {
	text = strings.TrimRight(text, " \t\r\n")
	if text == "" {
		return CertificateName{Form: "none"}
	}
	if defect := spoiled(text); defect != "" {
		return malformed(defect, repair(text, defect))
	}
	name, defect := splitCertificateName(text)
	if defect != "" {
		return malformed(defect, repair(text, defect))
	}
	name.ByIssuer, name.BySubject = NormalizeName(name.Issuer), NormalizeName(name.Subject)
	return name
}

func malformed(defect, repaired string) CertificateName {
	return CertificateName{Form: "malformed", defect: defect, repaired: repaired}
}

var aName = schema.ShapeOf("common_name", "defect", "form", "issuer", "repaired", "subject")

func (n *CertificateName) Value() any {
	return aName.Entry(CommonName(n.Subject), n.defect, n.Form, n.Issuer, n.repaired, n.Subject)
}

// HasLostCharacters reports whether the name may have had other characters: it has a question mark,
// which ASCII files have in place of any other character, or U+FFFD.
func (n *CertificateName) HasLostCharacters() bool {
	return strings.ContainsAny(n.Issuer+n.Subject, "?\ufffd")
}

// wellFormed reports whether the name can resolve to a certificate at all.
func (n *CertificateName) WellFormed() bool { return n.Form == "full" || n.Form == "subject-only" }

// The traces that a value's way into the connector leaves in it, the telling ones
// first.
var spoilers = []struct {
	defect  string
	pattern *regexp.Regexp
}{
	{"smart-quotes", regexp.MustCompile(`[\x{2018}-\x{201F}]`)},
	{"html-escaped", regexp.MustCompile(`(?i)&(amp;)?[lg]t;|\\u003[ce]`)},
	{"unexpanded-variable", regexp.MustCompile(`(?i)\$\(|\$<|\$\{|\$_\b|\$[a-z]\w*\.(issuer|subject)|\$cert|\.(issuer|subject)(<|$)|\[(subject|issuer|thumbprint|serial number)\]`)},
	{"bracket-tags", regexp.MustCompile(`(?i)^\s*[\[({][IS][\])}]`)},
	{"closing-tags", regexp.MustCompile(`(?i)</[IS]>`)},
	{"thumbprint", regexp.MustCompile(`^(?:[\s:]*[0-9A-Fa-f]){40}[\s:]*$`)},
	{"leading-blank", regexp.MustCompile(`^\s`)},
	{"reversed", regexp.MustCompile(`(?is)^<S>.*<I>`)},
}

func spoiled(text string) string {
	for _, s := range spoilers {
		if s.pattern.MatchString(text) {
			return s.defect
		}
	}
	return ""
}

var (
	fullName    = regexp.MustCompile(`(?is)^<I>(.*?)<S>(.*)$`)
	subjectOnly = regexp.MustCompile(`(?is)^<S>(.*)$`)
	joined      = regexp.MustCompile(`(?i)[^,;+\s]\s+(CN|OU?|C|DC|L|ST?|E)=`)
)

// splitCertificateName reads a value without traces of damage: the two well-formed
// shapes, or the name of what is missing.
func splitCertificateName(text string) (CertificateName, string) {
	name := CertificateName{Form: "full"}
	if parts := fullName.FindStringSubmatch(text); parts != nil {
		name.Issuer, name.Subject = parts[1], parts[2]
		if defect := nameDefect(name.Issuer, false); defect != "" {
			return name, defect
		}
		return name, nameDefect(name.Subject, true)
	}
	if parts := subjectOnly.FindStringSubmatch(text); parts != nil {
		name.Form, name.Subject = "subject-only", parts[1]
		return name, nameDefect(name.Subject, true)
	}
	return name, shapeless(text)
}

// nameDefect names what keeps a tagged part from being a distinguished name that
// Exchange can look up.
func nameDefect(part string, subject bool) string {
	switch _, ok := parseName(part); {
	case strings.TrimSpace(part) == "":
		return "empty-name"
	case strings.ContainsAny(part, "<>"):
		return "stray-tag"
	case joined.MatchString(part):
		return "array-joined"
	case !ok:
		return "not-a-distinguished-name"
	case subject && CommonName(part) == "":
		return "no-common-name"
	}
	return ""
}

// shapeless names the defect of a value that doesn't begin with a tag, or ends
// before the subject's.
func shapeless(text string) string {
	upper := strings.ToUpper(text)
	switch {
	case strings.HasPrefix(upper, "<I>"):
		return "subject-tag-missing"
	case strings.Contains(upper, "<I>") || strings.Contains(upper, "<S>"):
		return "leading-text"
	case strings.Contains(upper, "CN="):
		return "tags-missing"
	case IsHost(text):
		return "bare-hostname"
	}
	return "unreadable"
}

var (
	bracketIssuer  = regexp.MustCompile(`(?i)[\[({]I[\])}]`)
	bracketSubject = regexp.MustCompile(`(?i)[\[({]S[\])}]`)
	closingTag     = regexp.MustCompile(`(?i)</[IS]>`)
	reversedName   = regexp.MustCompile(`(?is)^<S>(.*)<I>(.*)$`)
	twoNames       = regexp.MustCompile(`(?is)^(CN=.*[^\s,;])(CN=.*)$`)
	quotes         = regexp.MustCompile(`[\x{2018}-\x{201F}]`)
	escapedBracket = strings.NewReplacer(`\u003c`, "<", `\u003C`, "<", `\u003e`, ">", `\u003E`, ">")
)

// repair returns what was probably meant, or "" where that can't be told.
func repair(text, defect string) string {
	switch defect {
	case "bracket-tags":
		text = bracketSubject.ReplaceAllString(bracketIssuer.ReplaceAllString(text, "<I>"), "<S>")
	case "html-escaped":
		text = html.UnescapeString(html.UnescapeString(escapedBracket.Replace(text)))
	case "closing-tags":
		text = closingTag.ReplaceAllString(text, "")
	case "reversed":
		text = reversedName.ReplaceAllString(text, "<I>$2<S>$1")
	case "smart-quotes":
		text = quotes.ReplaceAllString(text, "")
	case "leading-blank":
		text = strings.TrimSpace(text)
	case "tags-missing":
		text = twoNames.ReplaceAllString(text, "<I>$1<S>$2")
	}
	if spoiled(text) != "" {
		return ""
	}
	if name, left := splitCertificateName(text); left == "" && name.Form == "full" {
		return text
	}
	return ""
}
