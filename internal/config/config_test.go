package config

import (
	"strings"
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/builtin"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func builtinRules(t testing.TB) []*rules.Rule {
	t.Helper()
	return builtin.Set().Rules
}

func read(t testing.TB, text string) *Config {
	t.Helper()
	config, err := Read(".exchlint.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return config
}

func TestAConfigurationIsTakenOverWhole(t *testing.T) {
	config := read(t, `version: 1
profile: hardening
failOn: error
organization:
  expectedNames: [mail.contoso.com]
  plainRelays: ['EX0?\Scanner*']
  gatewayInFront: true
ignore: ['reports/**']
inputs:
  - {path: old/ex1.csv, server: EX01, kind: ReceiveConnector, culture: de-DE}
waivers:
  - {rule: receive/tls-not-offered, object: 'EX01\Scanner relay', reason: device speaks no TLS, expires: 2027-01-31, ticket: CHG-1234}
`)
	want := &Config{
		File: ".exchlint.yaml", Profile: "hardening", FailOn: "error",
		Known:  model.OrganizationHints{ExpectedNames: []string{"mail.contoso.com"}, PlainRelays: []string{`EX0?\Scanner*`}, GatewayInFront: true},
		Ignore: []string{"reports/**"},
		Inputs: []Input{{Path: "old/ex1.csv", Server: "EX01", Kind: "ReceiveConnector", Culture: "de-DE"}},
		Waivers: []lint.Waiver{{
			Rule: "receive/tls-not-offered", Object: `EX01\Scanner relay`, Reason: "device speaks no TLS", Ticket: "CHG-1234",
			Expires: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC), File: ".exchlint.yaml", Line: 12,
		}},
	}
	if diff := cmp.Diff(want, config, cmpopts.IgnoreUnexported(Config{})); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsWrongIsSaidWithItsPlace(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"nothing at all", "", ".exchlint.yaml: the configuration is empty; it begins with version: 1"},
		{"no YAML", "version: 1\nrules: [\n", ".exchlint.yaml:2:1: invalid YAML: "},
		{"no version", "profile: default\n", ".exchlint.yaml:1:1: 'version' is missing here"},
		{"another version", "version: 2\n", `.exchlint.yaml:1:10: "2" is not one of 1`},
		{"a misspelt key", "version: 1\nwaiver: []\n", `.exchlint.yaml:2:1: unknown key "waiver"; did you mean "waivers"?`},
		{"a misspelt key further in", "version: 1\norganization:\n  edgeServer: [EX01]\n", `.exchlint.yaml:3:3: unknown key "edgeServer"; did you mean "edgeServers"?`},
		{"a misspelt value", "version: 1\nfailOn: warnign\n", `.exchlint.yaml:2:9: "warnign" is not one of error, warning, note, never; did you mean "warning"?`},
		{"a value of the wrong shape", "version: 1\nignore: a.json\n", `.exchlint.yaml:2:9: "ignore" must be a list, not text`},
		{"a key without a value", "version: 1\nignore:\n", `.exchlint.yaml:2:8: "ignore" must be a list, not an empty value`},
		{"an entry of the wrong shape", "version: 1\nignore: [a, 5]\n", `.exchlint.yaml:2:13: an entry of "ignore" must be text, not a number`},
		{"a list for the whole", "- version: 1\n", ".exchlint.yaml:1:1: the configuration must be a mapping, not a list"},
		{"a key that is a list", "version: 1\n? [a, b]\n: c\n", ".exchlint.yaml:2:3: a key must be text, not a list"},
		{"a key that is a mapping", "version: 1\nrules: {? {a: b} : off}\n", ".exchlint.yaml:2:11: a key must be text, not a mapping"},
		{"a tag", "version: 1\nrules: !foo {}\n", ".exchlint.yaml:2:8: the tag !foo is not read here: write the value without it"},
		{"a set", "version: 1\nignore: !!set {a}\n", ".exchlint.yaml:2:9: the tag !!set is not read here"},
		{"a tag that its value contradicts", "version: 1\nfailOn: !!int error\n", `.exchlint.yaml:2:9: "error" is not what its tag !!int says`},
		{"a word for a truth value", "version: 1\norganization: {gatewayInFront: yes}\n", `.exchlint.yaml:2:32: "gatewayInFront" must be true or false, not text`},
		{"a key with characters that a URL escapes", "version: 1\norganization:\n  servers: {'a b%/ü': 5}\n", `.exchlint.yaml:3:23: "a b%/ü" must be text, not a number`},
		{"a pattern of rules with a setting that is none", "version: 1\nrules:\n  'receive/*': maybe\n", `.exchlint.yaml:3:16: "receive/*" must be off, on, error, warning, note, or the rule's parameters`},
		{"a level that is none", "version: 1\nrules:\n  receive/tls-not-offered: {level: wraning}\n", `.exchlint.yaml:3:36: "wraning" is not one of off, on, error, warning, note; did you mean "warning"?`},
		{"a level that is a list", "version: 1\nrules:\n  receive/tls-not-offered: {level: [note]}\n", `.exchlint.yaml:3:36: "level" must be one of off, on, error, warning, note, not a list`},
		{"a key that stands twice", "version: 1\nversion: 1\n", `.exchlint.yaml:2:1: duplicate key "version"`},
		{"an alias", "version: 1\nignore: &a [x]\ninputs: *a\n", ".exchlint.yaml:3:9: aliases are not read here: write the value out"},
		{"two documents", "version: 1\n---\nversion: 1\n", ".exchlint.yaml: the configuration is one document"},
		{"a rule's setting that is none", "version: 1\nrules:\n  receive/tls-not-offered: maybe\n", `.exchlint.yaml:3:28: "receive/tls-not-offered" must be off, on, error, warning, note, or the rule's parameters`},
		{"a waiver without a reason", "version: 1\nwaivers:\n  - {rule: a, object: b, expires: 2027-01-01}\n", ".exchlint.yaml:3:5: 'reason' is missing here"},
		{"a waiver with an empty reason", "version: 1\nwaivers:\n  - {rule: a, object: b, reason: '', expires: 2027-01-01}\n", ".exchlint.yaml:3:34: empty value"},
		{"a waiver until a day that there isn't", "version: 1\nwaivers:\n  - {rule: a, object: b, reason: c, expires: 2027-02-30}\n", `.exchlint.yaml:3:46: "2027-02-30" is not a date in the calendar`},
		{"a waiver until some day", "version: 1\nwaivers:\n  - {rule: a, object: b, reason: c, expires: soon}\n", `.exchlint.yaml:3:46: "soon" is not a date; use YYYY-MM-DD`},
	} {
		_, err := Read(".exchlint.yaml", []byte(test.text))
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: the error is\n%v\nwant\n%s", test.name, err, test.want)
		}
	}
}

func TestAValueThatMeansNothingIsSaidWithItsPlace(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"an address with a number too large", "organization:\n  loadBalancers: [10.0.0.555]", `.exchlint.yaml:3:19: "10.0.0.555" is not an address, low-high range or CIDR`},
		{"a name for an address", "organization:\n  loadBalancers: [10.0.0.1, abc]", `.exchlint.yaml:3:29: "abc" is not an address, low-high range or CIDR`},
		{"a range that ends before it begins", "organization:\n  loadBalancers: [10.0.0.9-10.0.0.1]", `.exchlint.yaml:3:19: "10.0.0.9-10.0.0.1" is not an address, low-high range or CIDR`},
		{"a range from IPv4 to IPv6", "organization:\n  loadBalancers: ['10.0.0.9-fe80::1']", `.exchlint.yaml:3:19: "10.0.0.9-fe80::1" is not an address`},
		{"a host's name with nothing between its full stops", "organization:\n  expectedNames: [bogus..x]", `.exchlint.yaml:3:19: "bogus..x" is not a host name; use a name such as mail.contoso.com`},
		{"a host's name with a blank", "organization:\n  expectedNames: [mail contoso]", `.exchlint.yaml:3:19: "mail contoso" is not a host name`},
		{"a culture that there isn't", "inputs:\n  - {path: a.csv, culture: xx-yy-zz-ww}", `.exchlint.yaml:3:28: "xx-yy-zz-ww" is not the name of a culture; use a name such as en-US or de-DE`},
		{"a culture as POSIX writes it", "inputs:\n  - {path: a.csv, culture: en_US}", `.exchlint.yaml:3:28: "en_US" is not the name of a culture; use a name such as en-US or de-DE`},
		{"a server's other name for two servers", "organization:\n  servers:\n    old: EX01\n    OLD.contoso.com: EX02", `.exchlint.yaml:5:5: "OLD.contoso.com" and "old" are one name: keep the one line that is right`},
		{"values and waivers in their order", "waivers:\n  - {rule: a, object: b, reason: c, expires: 2027-02-30}\norganization:\n  loadBalancers: [x]", ".exchlint.yaml:3:46: \"2027-02-30\" is not a date in the calendar\n.exchlint.yaml:5:19: \"x\" is not an address"},
	} {
		_, err := Read(".exchlint.yaml", []byte("version: 1\n"+test.text+"\n"))
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: the error is\n%v\nwant\n%s", test.name, err, test.want)
		}
	}
}

func TestAddressesNamesAndCulturesHaveAllTheirForms(t *testing.T) {
	read(t, `version: 1
organization:
  loadBalancers: [10.0.0.5, 10.0.0.0/24, 10.0.0.5/24, 10.0.0.1 - 10.0.0.9, 10.0.0.0(255.255.255.0), 'fe80::1', 'fd00::/8', 'fd00::1-fd00::ff']
  expectedNames: [mail.contoso.com, '*.contoso.com', MAIL, mail.contoso.com., under_score.contoso.com]
  servers: {old: EX01, older.contoso.com: EX01}
inputs:
  - {path: a.csv, culture: de-DE}
  - {path: b.csv, culture: en}
  - {path: c.csv, culture: zh-Hans-CN}
`)
}

func TestWhatFitsNoRuleIsSaidWithItsPlace(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a misspelt rule", "version: 1\nrules:\n  receive/tls-not-ofered: off\n", `.exchlint.yaml:3:3: unknown rule "receive/tls-not-ofered"; did you mean "receive/tls-not-offered"?`},
		{"a misspelt parameter", "version: 1\nrules:\n  receive/tls-not-offered: {levle: note}\n", `.exchlint.yaml:3:29: receive/tls-not-offered has no parameter "levle"; did you mean "level"?`},
		{"a warning later than the error", "version: 1\nrules:\n  certificate/expiring-soon: {warningDays: 10, errorDays: 20}\n", `.exchlint.yaml:3:44: certificate/expiring-soon: warningDays (10) is below errorDays (20): set warningDays to 20 or more`},
		{"a warning later than the default of the error", "version: 1\nrules:\n  certificate/*: {level: warning}\n  certificate/expiring-soon: {warningDays: 29}\n", `.exchlint.yaml:4:44: certificate/expiring-soon: warningDays (29) is below errorDays (30)`},
		{"an error earlier than the default of the warning", "version: 1\nrules:\n  certificate/expiring-soon: {errorDays: 61}\n", `.exchlint.yaml:3:42: certificate/expiring-soon: warningDays (60) is below errorDays (61)`},
		{"an error from fewer on than the warning", "version: 1\nrules:\n  receive/remote-range-near-limit: {errorRanges: 999}\n", `.exchlint.yaml:3:50: receive/remote-range-near-limit: errorRanges (999) is below warningRanges (1000)`},
		{"an unknown profile", "version: 1\nprofile: hardenin\n", `.exchlint.yaml:2:10: unknown profile "hardenin"; did you mean "hardening"?`},
		{"a profile that extends itself", "version: 1\nprofile: a\nprofiles:\n  a: {extends: b}\n  b: {extends: a}\n", `.exchlint.yaml:5:16: the profile "a" extends itself, by way of a, b`},
		{"a waiver of no rule", "version: 1\nwaivers:\n  - {rule: receive/tls-not-ofered, object: b, reason: c, expires: 2027-01-01}\n", `.exchlint.yaml:3:1: unknown rule "receive/tls-not-ofered"; did you mean`},
	} {
		err := read(t, test.text).Verify(builtinRules(t))
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: the error is\n%v\nwant\n%s", test.name, err, test.want)
		}
	}
}

func TestSettingsOfAWholeIDComeAfterThoseOfPatterns(t *testing.T) {
	config := read(t, `version: 1
profile: ours
rules:
  peer/connector-missing: note
  peer/*: off
profiles:
  ours:
    extends: stig
    rules:
      send/*: warning
`)
	tuning, err := config.For(builtinRules(t), "")
	if err != nil {
		t.Fatal(err)
	}
	if tuning.Profile != "stig" {
		t.Errorf("the profile is %s", tuning.Profile)
	}
	if got := tuning.Levels["peer/connector-missing"]; got != lint.Note {
		t.Errorf("peer/connector-missing is %q", got)
	}
	if got := tuning.Levels["send/tls-certificate-unresolved"]; got != lint.Warning {
		t.Errorf("send/tls-certificate-unresolved is %q", got)
	}
	for _, id := range tuning.Disable {
		if !strings.HasPrefix(id, "peer/") || id == "peer/connector-missing" {
			t.Errorf("%s is switched off", id)
		}
	}
}

func TestTheTemplateIsRight(t *testing.T) {
	if err := read(t, Template).Verify(builtinRules(t)); err != nil {
		t.Error(err)
	}
	shown := strings.NewReplacer("{}\n#", "\n", "[]\n#", "\n", "\n#  ", "\n  ", "warningDays: 60, errorDays: 30", "level: note").Replace(Template)
	if err := read(t, shown).Verify(builtinRules(t)); err != nil {
		t.Errorf("what it shows in comments is wrong: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(Template))
	f.Add([]byte("version: 1\nrules: {a/b: {c: [1, .nan, 2027-01-01]}}\nwaivers: [{rule: a}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		config, err := Read("x.yaml", data)
		if err == nil && config.tree == nil {
			t.Error("a configuration without its text")
		}
	})
}
