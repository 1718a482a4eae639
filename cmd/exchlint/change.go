package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/exchlint/exchlint/internal/change/impact"
	"github.com/exchlint/exchlint/internal/change/plan"
	"github.com/exchlint/exchlint/internal/change/powershell"
	"github.com/exchlint/exchlint/internal/change/powershell/interp"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
)

// changeFlags is what the command line says about a planned change.
type changeFlags struct {
	files, parameters, certificates []string
	server                          string
	noAccept                        bool
}

func (flags *changeFlags) add(f *pflag.FlagSet) {
	f.StringArrayVar(&flags.files, "change", nil, "judge the planned change in `FILE` (.ps1, .psm1, .txt, .md, .yaml, .yml, .json); can be repeated")
	f.StringVar(&flags.server, "change-server", "", "the change is made on the server `NAME` (default: the only server in the exports)")
	f.StringArrayVar(&flags.parameters, "change-param", nil, "`NAME=VALUE` of a parameter of the change script, or of an answer that it asks for; can be repeated")
	f.StringArrayVar(&flags.certificates, "change-certificate", nil, "public part of a certificate that the change imports, in `FILE`; can be repeated")
	f.BoolVar(&flags.noAccept, "no-change-accept", false, "ignore comments of the change that accept findings")
}

// request reads what the change is made of; nil where there is none.
func (flags *changeFlags) request(ctx context.Context, options lint.Options) (*impact.Request, error) {
	if len(flags.files) == 0 {
		return nil, flags.alone()
	}
	if options.Earlier != nil {
		return nil, errors.New("--change and --baseline can't be used together: the state before the change is the baseline")
	}
	files, err := changeFiles(ctx, flags.files)
	if err != nil {
		return nil, err
	}
	p := plan.Read(ctx, files, opener(ctx, options))
	if len(p.Misuse) > 0 {
		return nil, p.Misuse
	}
	if err := knownRules(p, options); err != nil {
		return nil, err
	}
	request := &impact.Request{Plan: p, NoAccept: flags.noAccept}
	request.Options = powershell.Options{Server: flags.server, Now: interp.Date{Time: options.AsOf}}
	if err := flags.readParameters(request); err != nil {
		return nil, err
	}
	request.Options.Certificates, err = readCertificates(ctx, flags.certificates, options)
	return request, err
}

// alone refuses flags that are about no change.
func (flags *changeFlags) alone() error {
	if flags.server != "" || len(flags.parameters)+len(flags.certificates) > 0 || flags.noAccept {
		return errors.New("--change-server, --change-param, --change-certificate and --no-change-accept need --change")
	}
	return nil
}

// changeFiles reads change files. One that does not exist is an error of the command line.
func changeFiles(ctx context.Context, names []string) (files []plan.File, err error) {
	for _, name := range names {
		file := plan.File{Name: filepath.ToSlash(name)}
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("change file %s does not exist", name)
		case err != nil:
			file.Problem = reason(err)
		case !info.Mode().IsRegular():
			file.Problem = "not a file that can be read: it is a folder, a pipe or a device"
		case info.Size() > maxChange:
			file.Problem = "the change file is larger than 16 MiB"
		default:
			if file.Data, err = readFile(ctx, name, info.Size()); err != nil {
				file.Problem = reason(err)
			}
		}
		files = append(files, file)
	}
	return files, nil
}

// maxChange bounds a change file, in bytes.
const maxChange = 16 << 20

// knownRules checks that what a change file accepts are rules.
func knownRules(p *plan.Plan, options lint.Options) error {
	for _, a := range p.Acceptances {
		for _, id := range a.Rules {
			var ids []string
			for _, rule := range options.Rules {
				ids = append(ids, rule.ID)
			}
			if !slices.Contains(ids, id) {
				return fmt.Errorf("%s:%d: unknown rule %q%s", a.Location.File, a.Location.StartLine, id, suggestion(id, ids))
			}
		}
	}
	return nil
}

// readParameters reads --change-param, of which each must fit some script.
func (flags *changeFlags) readParameters(request *impact.Request) error {
	request.Options.Parameters, request.Options.Arguments = map[string]string{}, map[int]string{}
	for _, given := range flags.parameters {
		name, value, ok := strings.Cut(given, "=")
		name = strings.TrimPrefix(strings.TrimSpace(name), "$")
		if !ok || name == "" {
			return fmt.Errorf("--change-param: %q is not NAME=VALUE", given)
		}
		if len(request.Plan.Errors) == 0 && !request.Plan.Takes(name) {
			return fmt.Errorf("--change-param: no change file has a parameter %q, or asks for it", name)
		}
		if n, err := strconv.Atoi(name); err == nil {
			request.Options.Arguments[n] = value
			continue
		}
		request.Options.Parameters[strings.ToLower(name)] = value
	}
	return nil
}

// readCertificates reads the public parts of certificates.
func readCertificates(ctx context.Context, names []string, options lint.Options) (list []powershell.Certificate, err error) {
	for _, name := range names {
		object, err := readCertificate(ctx, name, options)
		if err != nil {
			return nil, fmt.Errorf("--change-certificate %s: %w", name, err)
		}
		base := filepath.Base(name)
		list = append(list, powershell.Certificate{Name: strings.TrimSuffix(base, filepath.Ext(base)), Object: object})
	}
	return list, nil
}

// readCertificate reads the public part of a certificate.
func readCertificate(ctx context.Context, name string, options lint.Options) (*model.Object, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, errors.New(reason(err))
	case !info.Mode().IsRegular():
		return nil, errors.New("not a file that can be read: it is a folder, a pipe or a device")
	case info.Size() > maxChange:
		return nil, errors.New("the file is larger than 16 MiB")
	}
	data, err := readFile(ctx, name, info.Size())
	if err != nil {
		return nil, errors.New(reason(err))
	}
	return plan.ReadCertificate(ctx, name, data, options.AsOf)
}

// leaveOut leaves out of the inputs what is a change file: it is no export.
func (flags *changeFlags) leaveOut(inputs []lint.Input) []lint.Input {
	names := map[string]bool{}
	for _, list := range [][]string{flags.files, flags.certificates} {
		for _, name := range list {
			names[shownPath(name)] = true
		}
	}
	return slices.DeleteFunc(inputs, func(input lint.Input) bool { return names[input.Name] })
}

// shownPath returns a path as inputs are named: relative to the current folder, with slashes.
func shownPath(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return filepath.ToSlash(path)
	}
	return (&gatherer{here: here}).name(path)
}
