package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/fleet"
)

// asOf is the day that the data is judged at.
var asOf = fleet.AsOf.Format("2006-01-02")

// makeData writes an organization of so many servers, so different from each other, in one
// flavour, with so many faults an object: make FOLDER FLAVOUR SERVERS DIVERSITY FAULTS.
func makeData(args []string) error {
	servers, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	diversity, err := strconv.ParseFloat(args[3], 64)
	if err != nil {
		return err
	}
	faults, err := strconv.ParseFloat(args[4], 64)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(args[0], 0o755); err != nil {
		return err
	}
	shape := fleet.Shape{Servers: servers, Edges: (servers + 49) / 50, Diversity: diversity, Faults: faults, Seed: 1}
	flavour := fleet.Lookup(args[1])
	for _, kind := range fleet.Kinds {
		file, err := os.Create(filepath.Join(args[0], flavour.File(kind)))
		if err != nil {
			return err
		}
		if err := errors.Join(flavour.Write(file, kind, shape.Objects(kind)), file.Close()); err != nil {
			return err
		}
	}
	return nil
}

// readers are what Go's library does with the same bytes.
var readers = map[string]func([]byte) error{
	"json": func(data []byte) error {
		var document any
		return json.Unmarshal(data, &document)
	},
	"csv": func(data []byte) error {
		_, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
		return err
	},
	"xml": func(data []byte) error {
		decoder := xml.NewDecoder(strings.NewReader(string(data)))
		for {
			if _, err := decoder.Token(); err == io.EOF {
				return nil
			} else if err != nil {
				return err
			}
		}
	},
}

// own is what exchlint's decoder does with them: every record and every member of it.
func own(name string, data []byte) error {
	file, err := export.Decode(context.Background(), name, data)
	if err != nil {
		return err
	}
	for _, value := range file.Values {
		for _, record := range append(value.Items(), value) {
			for _, field := range record.Fields() {
				field.Value.Text()
			}
		}
	}
	return nil
}

// readOnly reads all files of a folder with one of the readers, and does nothing with what
// it reads: read KIND FOLDER. "own" stands for exchlint's.
func readOnly(args []string) error {
	names, err := filepath.Glob(filepath.Join(args[1], "*"))
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if args[0] == "own" {
			err = own(name, data)
		} else {
			err = readers[args[0]]([]byte(strings.TrimPrefix(string(data), "\ufeff")))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
