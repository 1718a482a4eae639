package exchange

import (
	"context"
	"sync"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/facts"
	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export/document"
)

// Intake reads the exports of a run. They come file by file, large files in parts, in any
// order and several at once; what is said of each object is kept, its text is not.
type Intake struct {
	ctx     context.Context
	options ingest.Options

	mu    sync.Mutex
	found map[*document.File]*ingest.Recognized
	taken int                // objects, so far
	idle  []*ingest.Recorder // those that nobody uses now
}

// NewIntake returns an intake for exports of one organization. When ctx ends, what is
// taken after is not read.
func NewIntake(ctx context.Context, options ingest.Options) *Intake {
	return &Intake{ctx: ctx, options: options, found: map[*document.File]*ingest.Recognized{}}
}

// Take reads a file, or a part of one, and releases its text.
func (in *Intake) Take(part *document.File) {
	r := in.recorder()
	found := r.Recognize(in.ctx, part, in.options.Files[part.Name])
	part.Release()
	in.mu.Lock()
	defer in.mu.Unlock()
	in.idle = append(in.idle, r)
	if in.taken += len(found.Records); in.taken > ingest.MaxObjects {
		found.Unread, found.Records = len(found.Records), nil
	}
	in.found[part] = found
}

// Discard takes back parts of a reading that turned out to be wrong: the file is taken
// again as a whole.
func (in *Intake) Discard(parts []*document.File) {
	in.mu.Lock()
	defer in.mu.Unlock()
	for _, part := range parts {
		in.taken -= countRecords(in.found[part])
		delete(in.found, part)
	}
}

// count tells how many objects were found, also those that were left out.
func countRecords(r *ingest.Recognized) int { return len(r.Records) + r.Unread }

func (in *Intake) recorder() *ingest.Recorder {
	in.mu.Lock()
	defer in.mu.Unlock()
	if last := len(in.idle) - 1; last >= 0 {
		r := in.idle[last]
		in.idle = in.idle[:last]
		return r
	}
	return &ingest.Recorder{Options: in.options}
}

// Organization makes one organization of what was taken of these files, each in its
// parts. When ctx has ended, or there are more objects than are read, nothing that was read
// counts: half an organization would be another one.
func (in *Intake) Organization(files [][]*document.File) ingest.Reading {
	flaw, tooMany := in.tooMany(files)
	if tooMany {
		files = nil
	}
	reading := in.organization(in.ctx, files)
	if in.ctx.Err() != nil {
		return in.organization(context.WithoutCancel(in.ctx), nil)
	}
	if tooMany {
		reading.Errors = append(reading.Errors, flaw)
	}
	return reading
}

// tooMany says with which of the files a run holds more objects than are read. Which of them
// were left out hangs on what was read first, and that on chance.
func (in *Intake) tooMany(files [][]*document.File) (diag.Diagnostic, bool) {
	count := 0
	for _, parts := range files {
		for _, part := range parts {
			count += countRecords(in.found[part])
		}
		if count > ingest.MaxObjects {
			return (&ingest.Recognized{}).TooMany(parts[0], count)
		}
	}
	return diag.Diagnostic{}, false
}

// organization does what [Intake.Organization] says. Each of its steps is short, or cut
// short when ctx ends.
func (in *Intake) organization(ctx context.Context, files [][]*document.File) ingest.Reading {
	var reading ingest.Reading
	var records []*ingest.Record
	var manifests []model.Manifest
	exported := map[string]bool{} // kinds of which an export was seen, if an empty one
	for _, parts := range files {
		found := &ingest.Recognized{}
		for _, part := range parts {
			found.Join(in.found[part])
		}
		if flaw, ok := found.TooMany(parts[0], len(records)); ok {
			reading.Errors = append(reading.Errors, flaw)
			continue
		}
		reading.Account(in.options.KnownKinds(), parts[0], found, exported)
		records = append(records, found.Records...)
		manifests = append(manifests, found.Manifests...)
	}
	if len(manifests) > 0 && len(exported) == 0 {
		reading.Errors = append(reading.Errors, manifests[0].Place.WithMessage("this is the manifest of an export, and nothing of what it speaks of is here"))
	}
	in.found, in.idle = nil, nil // from here on the records are all that is needed
	names, notices := ingest.Attribute(records, in.options)
	reading.Notices = append(reading.Notices, notices...)
	exports := &model.Organization{AsOf: in.options.AsOf, Manifests: reading.ReadManifests(manifests), Names: names, Exported: exported}
	reading.Notices = append(reading.Notices, ingest.Absent(exports.Manifests, records)...)
	exports.ByKind = ingest.Normalize(ctx, records, in.options)
	reading.Organization = facts.Derive(ctx, exports, in.options.Known)
	return reading
}

// Read makes one organization of files that lie in memory.
func Read(ctx context.Context, files []*document.File, options ingest.Options) ingest.Reading {
	in := NewIntake(ctx, options)
	var whole [][]*document.File
	for _, file := range files {
		in.Take(file)
		whole = append(whole, []*document.File{file})
	}
	return in.Organization(whole)
}
