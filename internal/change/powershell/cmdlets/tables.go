// Package cmdlets knows what Exchange's cmdlets of mail flow take: their parameters, with
// types, positions, sets and the words of enumerations, for the binder.
//
// The tables are text, a file for each noun. A cmdlet is a line
//
//	cmdlet NAME default:SET sets:A,B versions:V,W
//
// and below it a line for each parameter, NAME TYPE and what applies of: @N (its position,
// from 1), pipe (it takes the pipeline's input), must (mandatory in all its sets) or
// must:A,B (in these), in:A,B (the sets it is in, if not all), alias:X, only:V,W (the
// versions of Exchange that have it, if not all of the cmdlet's), values:X,Y (the words
// that are documented; the list may be open).
package cmdlets

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/bind"
)

//go:embed tables
var tables embed.FS

// Tables are what the cmdlets take, by their names in lower case.
type Tables map[string]*bind.Command

// Load reads the tables.
func Load() (Tables, error) {
	t := Tables{}
	files, err := fs.Glob(tables, "tables/*.txt")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, err := fs.ReadFile(tables, file)
		if err != nil {
			return nil, err
		}
		if err := t.read(string(text)); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return t, nil
}

// Get returns the table of a cmdlet; case makes no difference.
func (t Tables) Get(name string) (*bind.Command, bool) {
	c, ok := t[strings.ToLower(name)]
	return c, ok
}

func (t Tables) read(text string) error {
	var command *bind.Command
	number := 0
	for line := range strings.Lines(text) {
		number++
		fields := strings.Fields(line)
		var err error
		switch {
		case len(fields) == 0 || fields[0] == "#":
		case fields[0] == "cmdlet" && len(fields) > 1:
			command, err = newCommand(fields[1:])
			t[strings.ToLower(fields[1])] = command
		case command != nil && len(fields) > 1:
			err = addParameter(command, fields)
		default:
			err = fmt.Errorf("%q is neither a cmdlet nor a parameter", fields[0])
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", number, err)
		}
	}
	return nil
}

func newCommand(fields []string) (*bind.Command, error) {
	c := &bind.Command{Name: fields[0], Common: true}
	for _, field := range fields[1:] {
		key, value, _ := strings.Cut(field, ":")
		switch key {
		case "default":
			c.DefaultSet = value
		case "sets":
			c.Sets = strings.Split(value, ",")
		case "versions":
			c.Versions = strings.Split(value, ",")
		default:
			return nil, fmt.Errorf("unknown %q; use default, sets or versions", key)
		}
	}
	return c, nil
}

func addParameter(c *bind.Command, fields []string) error {
	p := &bind.Parameter{Name: fields[0], Type: fields[1]}
	c.Parameters = append(c.Parameters, p)
	for _, field := range fields[2:] {
		if err := describe(p, field); err != nil {
			return fmt.Errorf("parameter %s: %w", p.Name, err)
		}
	}
	return nil
}

func describe(p *bind.Parameter, field string) error {
	key, value, hasValue := strings.Cut(field, ":")
	list := strings.Split(value, ",")
	switch {
	case strings.HasPrefix(field, "@"):
		n, err := strconv.Atoi(field[1:])
		p.Position = n
		return err
	case key == "pipe":
		p.Pipeline = true
	case key == "must" && hasValue:
		p.MandatoryIn = list
	case key == "must":
		p.Mandatory = true
	case key == "in":
		p.Sets = list
	case key == "alias":
		p.Aliases = list
	case key == "only":
		p.Versions = list
	case key == "values":
		p.Values = list
	default:
		return fmt.Errorf("unknown %q; use @N, pipe, must, in, alias, only or values", field)
	}
	return nil
}
