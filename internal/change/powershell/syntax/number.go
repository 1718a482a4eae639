package syntax

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// number classifies a token that starts with a digit: a number if nothing follows that
// makes it a word, as in 7z.exe.
func (l *lexer) number(t *token, m mode) {
	end := numberEnd(l.src, t.start)
	r := l.peekChar(end)
	if m == operand && endsNumber(r) && !(r == '.' && isIdentStart(l.peekChar(end+1))) || m == argument && endsWord(r) {
		t.kind, t.end = number, end
	} else {
		t.kind, t.end = word, t.start
		for !endsWord(l.peekChar(t.end)) {
			_, size := l.char(t.end)
			t.end += size
		}
	}
}

// numberEnd returns the end of the number at i, with its suffix and multiplier.
func numberEnd(s string, i int) int {
	if i+2 < len(s) && s[i] == '0' && s[i+1]|0x20 == 'x' && isHex(s[i+2]) {
		i += 2
		for i < len(s) && isHex(s[i]) {
			i++
		}
	} else {
		i = decimalEnd(s, i)
	}
	if i < len(s) && (s[i]|0x20 == 'l' || s[i]|0x20 == 'd') {
		i++
	}
	if i+1 < len(s) && s[i+1]|0x20 == 'b' && strings.IndexByte("kmgtp", s[i]|0x20) >= 0 {
		i += 2
	}
	return i
}

func decimalEnd(s string, i int) int {
	i = digitsEnd(s, i)
	if i < len(s) && s[i] == '.' && (i+1 >= len(s) || s[i+1] != '.' && !isIdentStart(rune(s[i+1]))) {
		i = digitsEnd(s, i+1)
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if end := digitsEnd(s, j); end > j {
			i = end
		}
	}
	return i
}

func digitsEnd(s string, i int) int {
	for i < len(s) && isDigit(rune(s[i])) {
		i++
	}
	return i
}

func isHex(c byte) bool {
	return isDigit(rune(c)) || c|0x20 >= 'a' && c|0x20 <= 'f'
}

// ParseNumber reads a number as PowerShell's literals are read: int32, int64, float64 or
// *big.Rat. It reports false if text is anything else.
func ParseNumber(text string) (any, bool) {
	sign := ""
	if strings.HasPrefix(text, "-") || strings.HasPrefix(text, "+") {
		sign, text = strings.TrimPrefix(text[:1], "+"), text[1:]
	}
	if text == "" || len(text) > maxNumber || !isDigit(rune(text[0])) && text[0] != '.' || numberEnd(text, 0) != len(text) || text == "." {
		return nil, false
	}
	digits, suffix, factor := splitNumber(strings.ToLower(text))
	if suffix == 'd' {
		return decimal(sign+digits, factor)
	}
	return integerOrReal(sign, digits, suffix, factor)
}

// splitNumber takes the multiplier and the suffix off a number in lower case.
func splitNumber(text string) (digits string, suffix byte, factor float64) {
	factor = 1
	if n := len(text); n > 2 && text[n-1] == 'b' && !isHexText(text) {
		if power := strings.IndexByte("kmgtp", text[n-2]); power >= 0 {
			factor = math.Pow(1024, float64(power+1))
			text = text[:n-2]
		}
	}
	if last := text[len(text)-1]; last == 'l' || last == 'd' && !strings.HasPrefix(text, "0x") {
		return text[:len(text)-1], last, factor
	}
	return text, 0, factor
}

func isHexText(text string) bool {
	return strings.HasPrefix(text, "0x") && !strings.ContainsAny(text, "kmgtp")
}

func integerOrReal(sign, digits string, suffix byte, factor float64) (any, bool) {
	if i, ok := integer(sign, digits); ok {
		product, exact := int64(factor), true
		if i != 0 && (i*product)/i != product {
			exact = false
		}
		switch product *= i; {
		case exact && suffix != 'l' && product == int64(int32(product)):
			return int32(product), true
		case exact:
			return product, true
		}
	}
	if !strings.ContainsAny(digits, ".ex") && suffix != 'l' && factor == 1 && len(digits) < 29 {
		return decimal(sign+digits, 1)
	}
	f, err := strconv.ParseFloat(sign+digits, 64)
	if err != nil && !math.IsInf(f, 0) || strings.HasPrefix(digits, "0x") {
		return nil, false
	}
	return f * factor, true
}

// integer reads decimal or hexadecimal digits. As in PowerShell 0xFFFFFFFF is -1.
func integer(sign, digits string) (int64, bool) {
	if !strings.HasPrefix(digits, "0x") {
		i, err := strconv.ParseInt(sign+digits, 10, 64)
		return i, err == nil
	}
	u, err := strconv.ParseUint(digits[2:], 16, 64)
	if err != nil {
		return 0, false
	}
	i := int64(u)
	if len(digits) == 10 {
		i = int64(int32(u))
	}
	if sign == "-" {
		i = -i
	}
	return i, true
}

func decimal(text string, factor float64) (any, bool) {
	if exponent := strings.IndexByte(text, 'e'); exponent >= 0 && len(text)-exponent > 4 {
		return nil, false
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil, false
	}
	return r.Mul(r, new(big.Rat).SetFloat64(factor)), true
}
