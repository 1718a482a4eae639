// Package exporttest helps tests of the notations.
package exporttest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// Equal fails a test if two values differ.
func Equal(t testing.TB, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Decode decodes a file that is valid.
func Decode(t testing.TB, name string, data []byte) *document.File {
	t.Helper()
	f, err := export.Decode(context.Background(), name, data)
	if err != nil {
		t.Fatalf("%s: %v", strings.TrimSpace(string(data[:min(len(data), 40)])), err)
	}
	return f
}

// WantError fails a test unless a file is refused with an error.
func WantError(t testing.TB, name, data, want string) {
	t.Helper()
	f, err := export.Decode(context.Background(), name, []byte(data))
	if err == nil {
		t.Fatalf("got no error but %d values, want %q", len(f.Values), want)
	}
	if _, ok := err.(diag.Diagnostic); !ok {
		t.Errorf("the error is a %T", err)
	}
	Equal(t, want, err.Error())
}

// Place is a place as start line and column, end line and column.
type Place [4]int

// PlaceOf returns the place of a value.
func PlaceOf(v document.Value) Place {
	p := v.Place()
	return Place{p.StartLine, p.StartColumn, p.EndLine, p.EndColumn}
}

// Outline describes a value in a few characters.
func Outline(v document.Value) string {
	switch v.Kind {
	case document.Null:
		return "null"
	case document.String:
		return fmt.Sprintf("%q", v.Text())
	case document.Array:
		var items []string
		for _, item := range v.Items() {
			items = append(items, Outline(item))
		}
		return fmt.Sprint(items)
	case document.Object:
		var names []string
		for _, field := range v.Fields() {
			names = append(names, field.Name)
		}
		return fmt.Sprintf("{%s}", strings.Join(names, " "))
	}
	return v.Text()
}

// Walk reads all of a value.
func Walk(v document.Value) {
	v.Text()
	for _, item := range v.Items() {
		Walk(item)
	}
	for _, field := range v.Fields() {
		Walk(field.Value)
	}
}

// CheckDecode fails a test unless a file is refused with a place inside it, or decoded into
// values that are inside each other and have places inside the file. It returns the file,
// or nil.
func CheckDecode(t testing.TB, name string, data []byte) *document.File {
	t.Helper()
	f, err := export.Decode(context.Background(), name, data)
	if err != nil {
		text, decodeErr := source.Decode(context.Background(), name, data)
		if d := err.(diag.Diagnostic); d.Line > 0 && decodeErr == nil {
			checkPlace(t, text, source.Place{StartLine: d.Line, StartColumn: d.Column, EndLine: d.Line, EndColumn: d.Column})
		}
		return nil
	}
	end := 0
	for _, v := range f.Values {
		if v.Span.Start < end {
			t.Fatalf("%q: the value at %d starts before its neighbour ends at %d", f.Content(), v.Span.Start, end)
		}
		end = v.Span.End
		checkNesting(t, v, source.Span{Start: 0, End: len(f.Content())})
	}
	return f
}

func checkNesting(t testing.TB, v document.Value, outer source.Span) {
	t.Helper()
	if v.Span.Start < outer.Start || v.Span.End < v.Span.Start || outer.End < v.Span.End {
		t.Fatalf("%q: %v is outside %v", v.File().Content(), v.Span, outer)
	}
	CheckPlace(t, v)
	v.Text()
	for _, item := range v.Items() {
		checkNesting(t, item, v.Span)
	}
	for _, field := range v.Fields() {
		checkNesting(t, field.Value, v.Span)
	}
}

// CheckPlace fails a test unless the place of a value is inside its file.
func CheckPlace(t testing.TB, v document.Value) {
	t.Helper()
	checkPlace(t, v.File().Text, v.Place())
}

func checkPlace(t testing.TB, f *source.Text, p source.Place) {
	t.Helper()
	lines := strings.Count(f.Content(), "\n") + 1
	if p.StartLine < 1 || p.StartColumn < 1 || p.EndLine < p.StartLine || lines < p.EndLine {
		t.Fatalf("%q: the place %v is impossible", f.Content(), p)
	}
	if p.StartLine == p.EndLine && p.EndColumn < p.StartColumn {
		t.Fatalf("%q: the place %v ends before it starts", f.Content(), p)
	}
	for line, column := range map[int]int{p.StartLine: p.StartColumn, p.EndLine: p.EndColumn} {
		if width := len(utf16.Encode([]rune(f.Line(line, 1<<30)))); column > width+2 { // a carriage return is not part of the line
			t.Fatalf("%q: column %d is behind line %d of %d characters", f.Content(), column, line, width)
		}
	}
}
