package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/exchlint/exchlint/internal/lint"
)

// Errors about a command line use the words of its help.

// unknown refuses a name, suggests the one that may be meant and lists those there are.
func unknown(what, name string, known []string) error {
	if len(known) == 0 {
		return fmt.Errorf("unknown %s %q", what, name)
	}
	return fmt.Errorf("unknown %s %q%s (available: %s)", what, name, suggestion(name, known), strings.Join(known, ", "))
}

// suggestion is the known name that a mistaken one may be meant for, to put behind it; or "".
func suggestion(name string, known []string) string {
	return strings.Replace(lint.DidYouMean(name, known), "; ", ": ", 1)
}

// noCommand refuses a word that is no command, and names the one it may stand for.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, command := range cmd.Commands() {
		if !command.Hidden {
			names = append(names, command.Name())
		}
	}
	return unknown("command", args[0], names)
}

// wants refuses a command line that lacks what a command can't do without.
func wants(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fmt.Errorf("%s needs %s", cmd.CommandPath(), what)
		}
		return nil
	}
}

// atMost refuses a command line with more than so many words behind the command.
func atMost(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return fmt.Errorf("unexpected argument %q; usage: %s", args[n], cmd.UseLine())
		}
		return nil
	}
}

// flagError words what is wrong with a flag.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var lacking *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var garbled *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &lacking):
		name := lacking.GetFlag().Name
		value, _ := pflag.UnquoteUsage(lacking.GetFlag())
		return fmt.Errorf("--%s needs a value, as in --%s %s", name, name, value)
	case errors.As(err, &invalid):
		return fmt.Errorf("--%s: %q is not %s", invalid.GetFlag().Name, invalid.GetValue(), valueOf[invalid.GetFlag().Value.Type()])
	case errors.As(err, &garbled):
		return fmt.Errorf("unknown flag %s", garbled.GetSpecifiedFlag())
	}
	return err
}

// noEmptyWords refuses a word that is empty, as that of a variable that is not set: it would count as
// one that is not there.
func noEmptyWords(cmd *cobra.Command, args []string) (err error) {
	if slices.Contains(args, "") {
		return errors.New("an argument is empty: leave it out, or name what is meant")
	}
	cmd.Flags().Visit(func(flag *pflag.Flag) {
		values := []string{flag.Value.String()}
		if list, ok := flag.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		if slices.Contains(values, "") {
			what, _ := pflag.UnquoteUsage(flag)
			err = cmp.Or(err, fmt.Errorf("--%s is empty: give it a value (%s), or leave it out", flag.Name, what))
		}
	})
	return err
}

// valueOf says what a flag takes, by the type of its value.
var valueOf = map[string]string{"int": "a number such as 4", "duration": "a duration such as 90s or 5m", "bool": "true or false"}

// unknownFlag adds the flag that a mistaken one may stand for. Any letter is near to any
// other, so one alone stands for none.
func unknownFlag(cmd *cobra.Command, unknown *pflag.NotExistError) error {
	if letters := []rune(unknown.GetSpecifiedShortnames()); len(letters) > 0 {
		return fmt.Errorf("unknown flag -%c; see %s --help", letters[0], cmd.CommandPath())
	}
	var names []string
	cmd.Flags().VisitAll(func(flag *pflag.Flag) { names = append(names, "--"+flag.Name) })
	name := "--" + unknown.GetSpecifiedName()
	return fmt.Errorf("unknown flag %s%s", name, cmp.Or(suggestion(name, names), "; see "+cmd.CommandPath()+" --help"))
}
