package formatlist_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/export/exporttest"
)

// window shows lists as a window of PowerShell does.
type window struct {
	width   int
	words   bool // it wraps behind words, as in English
	trimmed bool // blanks at the ends of lines are dropped on the way
}

func (w window) String() string {
	return fmt.Sprintf("%+v", struct {
		width          int
		words, trimmed bool
	}(w))
}

// wide reports whether a character takes two columns. The values of the test have no others.
func wide(r rune) bool { return r >= 0x1100 }

func columns(text string) (n int) {
	for _, r := range text {
		n++
		if wide(r) {
			n++
		}
	}
	return n
}

// show writes a property, its name padded to a column, and wraps its value.
func (w window) show(name, value string, column int) string {
	room := w.width - column
	var lines []string
	line := ""
	put := func(text string) {
		if columns(line)+columns(text) > room {
			lines, line = append(lines, line), ""
		}
		line += text
	}
	for _, word := range w.split(value, room) {
		put(word)
	}
	lines = append(lines, line)
	text := fmt.Sprintf("%-*s: ", column-2, name) + strings.Join(lines, "\n"+strings.Repeat(" ", column)) + "\n"
	if w.trimmed {
		text = strings.ReplaceAll(text, " \n", "\n")
	}
	return text
}

// split splits a value into what is never broken: words with the blank behind them, and the
// characters of a word that is too long.
func (w window) split(value string, room int) (parts []string) {
	if columns(value) <= room {
		return []string{value}
	}
	for _, word := range strings.SplitAfter(value, " ") {
		if w.words && columns(word) <= room {
			parts = append(parts, word)
		} else {
			parts = append(parts, strings.Split(word, "")...)
		}
	}
	return parts
}

var samples = [][2]string{
	{"AuthMechanism", "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer"},
	{"Bindings", "{[::]:25, 0.0.0.0:25}"},
	{"RemoteIPRanges", "{::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255}"},
	{"TlsCertificateName", "<I>CN=Fabrikam Certificate Authority - G2, OU=http://certs.fabrikam.example/repository/, O=\"Fabrikam, Inc.\", L=Ulm, C=DE<S>CN=mail.contoso.com, O=Contoso Ltd"},
	{"DistinguishedName", "CN=Default Frontend EX01,CN=SMTP Receive Connectors,CN=Protocols,CN=EX01,CN=Servers,CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative Groups,DC=contoso,DC=com"},
	{"MaxAcknowledgementDelay", "00:00:30"},
	{"Banner", "220 mail.contoso.com ready, and here to be of service to every sender of mail on the whole Internet"},
}

// list shows the samples, and some with random words.
func (w window) list(random *rand.Rand) (text string, values []string) {
	const column = len("MaxAcknowledgementDelay : ")
	add := func(name, value string) {
		text += w.show(name, value, column)
		values = append(values, name+"="+value)
	}
	for _, sample := range samples {
		add(sample[0], sample[1])
	}
	for i := range 5 {
		var words []string
		for range 3 + random.IntN(12) {
			words = append(words, strings.Repeat(string("abcxyz"[random.IntN(6)]), 1+random.IntN(14)))
		}
		add(fmt.Sprintf("Comment%d", i), strings.Join(words, " "))
	}
	return text, values
}

// A line that ends at a word may be full and cut there, or end with a blank that was dropped. So
// where no blank is kept, and where a single line is wrapped, a value in fifty may be wrong by a
// blank. All else is read as it was.
func TestWrappedListsAreReadAtEveryWidth(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	doubtful, wrong := 0, 0
	for width := 60; width <= 200; width++ {
		for _, w := range []window{{width, true, false}, {width, true, true}, {width, false, false}} {
			text, want := w.list(random)
			f := exporttest.Decode(t, "x.txt", []byte(text))
			if len(f.Values) != 1 {
				t.Fatalf("%v: %d objects:\n%s", w, len(f.Values), text)
			}
			doubt := w.trimmed || strings.Count(text, "\n   ") == 1
			for i, field := range f.Values[0].Fields() {
				got, want := field.Name+"="+field.Value.Text(), want[i]
				if doubt {
					doubtful++
					if got != want {
						wrong++
					}
					got, want = strings.ReplaceAll(got, " ", ""), strings.ReplaceAll(want, " ", "")
				}
				if got != want {
					t.Errorf("%v: got  %s\nwant %s\nin\n%s", w, got, want, text)
				}
			}
		}
	}
	t.Logf("%d of %d values are wrong by a blank", wrong, doubtful)
	if 50*wrong > doubtful {
		t.Error("too many")
	}
}
