package values

import (
	"strings"
	"unicode"
)

// dayHalf is the half of a day that a time of at most 12 hours is in.
type dayHalf uint8

const (
	noHalf      dayHalf = iota // a time of 24 hours
	morning                    // AM
	afternoon                  // PM
	unknownHalf                // a word that is not known
)

// halfWords are the words for AM and PM in the cultures of Windows and of ICU, as .NET shows them in
// AMDesignator and PMDesignator, in lower case and without dots and blanks.
var halfWords = wordsOf(map[dayHalf]string{
	morning: `am matin 上午 午前 오전 πμ ص قظ قبلازظهر غم قم fm fh vm vorm amvormittag damanhã manhã ib ip de dop
		dopoledne eparadites paradite pd sa pg gh öö priešpiet priekšpusdienā prijepodne пријеподне претпл дп
		पूर्वाह्न मपू सकाळ भोर सबेरे পূর্বাহ্ন পূৰ্বাহ্ন முற்பகல் காலை పూర్వాహ్నం ಪೂರ್ವಾಹ್ನ ਪੂਦੁ ਸਵੇਰ පෙව ጥዋት
		ቅቀ ก่อนเที่ยง ກ່ອນທ່ຽງ နံနက် үө לפנהצ wd safiya subaka`,
	afternoon: `pm soir 下午 午後 오후 μμ م بظ بعدازظهر غو em eh nm nachm amnamittag datarde tarde eb ep du odp odpoledne
		epasdites pasdite md ch ptg gd ös popiet pēcpusdienā popodne поподне послијеподне попл пп अपराह्न मनं
		सांज सांझ सांम অপরাহ্ন অপৰাহ্ন பிற்பகல் மாலை అపరాహ్నం ಅಪರಾಹ್ನ ਬਾਦੁ ਸ਼ਾਮ පව ከሰዓት ድቀ หลังเที่ยง
		ຫຼັງທ່ຽງ ညနေ үх אחהצ wb yamma kikiiɗe`,
})

func wordsOf(lists map[dayHalf]string) map[string]dayHalf {
	words := map[string]dayHalf{}
	for half, list := range lists {
		for _, word := range strings.Fields(list) {
			words[word] = half
		}
	}
	return words
}

// halfOf reads the words around a time of day. Those of a time of more than 12 hours are units, as
// in Bulgarian.
func halfOf(words string, hour int) dayHalf {
	word := strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, words)
	switch half := halfWords[word]; {
	case word == "", word == "t":
		return noHalf
	case half != noHalf:
		return half
	case hour == 0 || hour > 12, isUnit(word):
		return noHalf
	}
	return unknownHalf
}

// isUnit reports whether a word is no half of a day: Bulgarian's year and hour, French's second.
func isUnit(word string) bool {
	switch word {
	case "г", "гч", "ч", "s", "h", "uhr", "kl", "klo":
		return true
	}
	return false
}
