package config

import (
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"golang.org/x/text/language"

	"github.com/exchlint/exchlint/internal/diag"
)

// checkValues finds what has the right shape and means nothing: an address that no client
// can have, a name that no host can have.
func (c *Config) checkValues() (errs diag.List) {
	refuse := func(at, message, value string) { errs = append(errs, c.tree.errorAt(at, message, value)) }
	for i, text := range c.Known.LoadBalancers {
		if !values.IsRange(text) {
			refuse(pointer("organization", "loadBalancers", i), "%q is not an address, low-high range or CIDR", text)
		}
	}
	for i, name := range c.Known.ExpectedNames {
		if !values.IsHost(name) {
			refuse(pointer("organization", "expectedNames", i), "%q is not a host name; use a name such as mail.contoso.com", name)
		}
	}
	for i, input := range c.Inputs {
		if input.Culture != "" && !IsCulture(input.Culture) {
			refuse(pointer("inputs", i, "culture"), "%q is not the name of a culture; use a name such as en-US or de-DE", input.Culture)
		}
	}
	return errs
}

// checkServers refuses another name of a server that is there already: it would stand for
// either server. What is behind the first full stop makes no difference.
func (c *Config) checkServers() (errs diag.List) {
	if len(c.Known.Servers) == 0 {
		return nil
	}
	met := map[string]string{}
	_, servers := c.tree.find(pointer("organization", "servers"))
	for i := 0; i < len(servers.Content); i += 2 {
		name := servers.Content[i].Value
		label := values.ShortServer(name)
		if earlier, twice := met[label]; twice {
			errs = append(errs, c.tree.errorAtKey(pointer("organization", "servers", name), "%q and %q are one name: keep the one line that is right", name, earlier))
			continue
		}
		met[label] = name
	}
	return errs
}

// IsCulture reports whether a text can be the name of a culture, such as de-DE. en_US, as
// POSIX writes it, is none: it would be read as a language of that name, day first.
func IsCulture(name string) bool {
	_, err := language.Parse(name)
	return err == nil && !strings.Contains(name, "_")
}
