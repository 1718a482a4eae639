package main

import (
	"bytes"
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/schema"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:       "schema [NAME]",
		Short:     "Print the JSON Schemas of objects, of the configuration and of the JSON report",
		Args:      atMost(1),
		ValidArgs: schema.Documents(),
		RunE:      printSchema,
	}
}

// printSchema prints one schema as it is published, or all of them by name.
func printSchema(cmd *cobra.Command, args []string) error {
	if len(args) == 1 {
		data, err := schema.Document(args[0])
		if err != nil {
			return unknown("schema", args[0], schema.Documents())
		}
		_, err = cmd.OutOrStdout().Write(data)
		return err
	}
	all := map[string]json.RawMessage{}
	for _, name := range schema.Documents() {
		data, err := schema.Document(name)
		if err != nil {
			return err
		}
		all[name] = data
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(all); err != nil {
		return err
	}
	_, err := b.WriteTo(cmd.OutOrStdout())
	return err
}
