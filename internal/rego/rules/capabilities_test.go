package rules

import (
	"slices"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
)

func TestPoliciesMayNotReachOutside(t *testing.T) {
	permitted := func(name string) bool {
		return slices.ContainsFunc(capabilities().Builtins, func(b *ast.Builtin) bool { return b.Name == name })
	}
	for _, name := range []string{"http.send", "net.lookup_ip_addr", "net.cidr_expand", "opa.runtime", "rand.intn", "uuid.rfc4122", "json.match_schema", "io.jwt.decode_verify", "providers.aws.sign_req", "rego.parse_module", "crypto.x509.parse_and_verify_certificates", "trace", "time.add_date", "time.clock", "time.date", "time.diff", "time.format", "time.weekday", "time.parse_ns"} {
		if permitted(name) {
			t.Errorf("%s is permitted", name)
		}
	}
	for _, name := range []string{"count", "sprintf", "object.get", "time.now_ns", "time.parse_rfc3339_ns", "time.parse_duration_ns", "crypto.sha256", "net.cidr_contains", "regex.match"} {
		if !permitted(name) {
			t.Errorf("%s is refused", name)
		}
	}
}
