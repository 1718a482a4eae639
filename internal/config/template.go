package config

import _ "embed"

// Template is a configuration to begin with, which says nothing but the defaults and
// shows what there is to say.
//
//go:embed template.yaml
var Template string
