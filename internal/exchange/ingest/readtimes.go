package ingest

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

var timespan = regexp.MustCompile(`^(-)?(?:(\d{1,8})\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$`)

// readTimespan reads a length of time as whole seconds.
func readTimespan(v document.Value, _ *schema.Property) (any, error) {
	if v.Kind == document.Object {
		if total, ok := memberOf(v.Fields(), "TotalSeconds"); ok {
			n, err := strconv.ParseFloat(total.Text(), 64)
			if err != nil || !(math.Abs(n) <= maxExact) { // which NaN isn't
				return nil, fmt.Errorf("%q is not a number of seconds", values.Clip(total.Text()))
			}
			return int64(n), nil
		}
	}
	text, err := scalar(v)
	if err != nil || text == "" {
		return nil, err
	}
	if n, ok := duration(text); ok {
		return n, nil
	}
	parts := timespan.FindStringSubmatch(strings.TrimSpace(text))
	if parts == nil {
		return nil, fmt.Errorf("%q is not a length of time", values.Clip(text))
	}
	return seconds(parts), nil
}

// seconds adds up a sign, days, hours, minutes and seconds.
func seconds(parts []string) int64 {
	sum := int64(values.Count(parts[2]))*86400 + int64(values.Count(parts[3]))*3600 + int64(values.Count(parts[4]))*60 + int64(values.Count(parts[5]))
	if parts[1] != "" {
		return -sum
	}
	return sum
}

// readWrittenDate reads a date as it is written: which number is the month, all dates of
// the file tell together.
func readWrittenDate(v document.Value, _ *schema.Property) (any, error) {
	text, err := dateText(v)
	if err != nil || text == "" {
		return nil, err
	}
	return text, nil
}

func dateText(v document.Value) (string, error) {
	if v.Kind == document.Object {
		fields := v.Fields()
		for _, name := range []string{"value", "DateTime"} {
			if member, ok := memberOf(fields, name); ok {
				return scalar(member)
			}
		}
	}
	return scalar(v)
}

var xmlDuration = regexp.MustCompile(`^(-)?P(?:(\d{1,8})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8})(?:\.\d+)?S)?)?$`)

// duration reads a length of time as CLIXML writes one that no type of Exchange's own
// holds: P1DT2H3M4S.
func duration(text string) (int64, bool) {
	parts := xmlDuration.FindStringSubmatch(text)
	if parts == nil {
		return 0, false
	}
	return seconds(parts), true
}
