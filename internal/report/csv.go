package report

import (
	"bufio"
	"encoding/csv"
	"regexp"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// planColumns are the columns of the plan. Those at the end are for the people who carry it out.
var planColumns = []string{"order", "level", "server", "what", "command", "findings", "rules", "owner", "date"}

// writeCSV writes a plan: one row for each thing to do, with the number of findings that it clears.
func writeCSV(w *bufio.Writer, r *lint.Result, o Options) {
	rows := [][]string{planColumns}
	for _, p := range r.Problems() {
		rows = append(rows, []string{"", string(lint.Error), "", inert(problemPlace(p) + ": " + message(p.Message)), "", "0", incomplete, "", ""})
	}
	for i, s := range steps(shown(r.Findings, o)) {
		rows = append(rows, s.row(i+1))
	}
	if !isASCII(rows) {
		w.WriteString("\ufeff") // without it, Excel takes the text for one of the system's code page
	}
	out := csv.NewWriter(w)
	_ = out.WriteAll(rows) // the error is the writer's
}

// row returns a step as a row of the plan.
func (s step) row(order int) []string {
	lead, advised := s.lead()
	what := message(longValuesOf(lead).cut(lead.Said))
	for _, a := range advised {
		if a.said != "" {
			what += ". " + a.said
		}
	}
	what = andMore(each(s.identities(), value), objectsNamed) + ": " + what
	var rules []string
	for _, f := range s.findings {
		rules = append(rules, f.Rule.ID)
	}
	return []string{
		strconv.Itoa(order), string(s.level()), inert(strings.Join(each(serversOf(s.findings), value), ", ")), inert(what),
		inert(commandsOf(advised)), strconv.Itoa(len(s.findings)), strings.Join(distinct(rules), ", "), "", "",
	}
}

// formula finds what a spreadsheet takes for the start of a formula: at the start of a cell, also
// of one that begins where a spreadsheet of another language splits the row.
var formula = regexp.MustCompile(`(^ *|[;\t])([=+\-@＝＋－＠])`)

// inert returns a text of which no spreadsheet makes a formula.
func inert(text string) string { return formula.ReplaceAllString(text, "${1}'${2}") }

func isASCII(rows [][]string) bool {
	for _, row := range rows {
		for _, cell := range row {
			if strings.ContainsFunc(cell, func(c rune) bool { return c > 127 }) {
				return false
			}
		}
	}
	return true
}
