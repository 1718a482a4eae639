package interp

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// fixedScripts are small scripts that are run in both.
var fixedScripts = []string{
	`function f { param([int]$a, $b = 2) $a + $b }; f 3; f -b 5 -a 1; f 1 2`,
	`function f { begin { 'b' } process { "p$_" } end { 'e' } }; 1, 2 | f`,
	`function f($x) { if ($x -le 1) { return 1 }; $x * (f ($x - 1)) }; f 5`,
	`function f { $args.Count; $args -join '|' }; f a -b c 1.50 'x y'`,
	`function f([switch]$s, [string]$n = 'd') { "$s $n" }; f; f -s; f -s:$false q; f x -s`,
	`function f([string[]]$a) { $a.Count; $a -join ',' }; f 1, 2; f x; $l = 3, 4; f $l`,
	`function f { [CmdletBinding()] param([Parameter(ValueFromPipeline)]$v) process { $v * 2 } }; 1, 2, 3 | f`,
	`function f { param([Parameter(ValueFromPipelineByPropertyName)]$Name) process { "<$Name>" } }; [pscustomobject]@{Name = 'a'}, [pscustomobject]@{Name = 'b'} | f`,
	`try { 1 / 0 } catch { 'caught' } finally { 'finally' }`,
	`try { throw 'x' } catch { "$_"; $_.Exception.Message }`,
	`try { [int]'abc' } catch [System.FormatException] { 'format' } catch { 'other' }`,
	`foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i }`,
	`:a foreach ($i in 1..3) { foreach ($j in 1..3) { if ($j -eq 2) { continue a }; "$i$j" } }`,
	`$i = 0; while ($true) { $i++; if ($i -gt 3) { break } }; $i`,
	`$i = 0; do { $i++; $i } while ($i -lt 3)`,
	`for ($i = 0; $i -lt 3; $i++) { $i }`,
	`switch -Wildcard ('abc') { 'a*' { 1 } '*c' { 2; break } 'abc' { 3 } }`,
	`switch -Regex ('a1') { '^(\w)(\d)$' { $Matches[2] } default { 'no' } }`,
	`switch ('a', 'B', 'c') { 'b' { "two $_"; continue } { $_ -eq 'c' } { 'three' } default { 'd' } }`,
	`$h = @{}; $h['a'] = 1; $h.b = 2; $h.ContainsKey('A'); $h.Count; $h.a + $h['B']`,
	`$h = [ordered]@{x = 1; y = 2}; $h.Keys -join ','; $h[1]; $h.Values | ForEach-Object { $_ + 1 }`,
	`$o = [pscustomobject]@{A = 1; B = 'x'}; $o.A; "$o"; $o.B = 'y'; $o.B`,
	`$o = 1..5 | ForEach-Object { [pscustomobject]@{N = $_; S = "s$($_ % 2)"} }; ($o | Group-Object S | ForEach-Object { "$($_.Name)=$($_.Count)" }) -join ';'`,
	`1..10 | Where-Object { $_ % 3 -eq 0 } | Select-Object -First 2`,
	`'b', 'A', 'c' | Sort-Object -Descending`,
	`1..5 | Measure-Object -Sum -Average | ForEach-Object { $_.Sum; $_.Average; $_.Count }`,
	`Compare-Object (1, 2, 3) (2, 3, 4) | ForEach-Object { "$($_.InputObject) $($_.SideIndicator)" }`,
	`$a = 1, 2, 3; $a += 4; $a.Count; $a[-1]; $a[1..2]; $a -contains 3`,
	`$x, $y, $z = 1, 2, 3, 4; $x; $y; $z.Count`,
	`$s = 'abc'; $s.Length; $s.ToUpper(); $s[1]; $s.Substring(1); $s.IndexOf('c'); $s.Replace('b', 'x'); $s.PadLeft(5, '.')`,
	`'a,b,,c'.Split(','); 'a,b,,c' -split ','; 'a1b2' -split '\d'; 'a b'.Split()`,
	`'{0:N2} {1:D4} {2,6}|{2,-6}| {3:yyyy-MM-dd}' -f 1234.567, 42, 'x', [datetime]'2026-03-04'`,
	`[math]::Round(2.5); [math]::Floor(2.7); [math]::Max(1, 2); [math]::Abs(-3)`,
	`[datetime]'2026-01-31' | ForEach-Object { $_.AddMonths(1).ToString('yyyy-MM-dd'); $_.DayOfWeek; $_.DayOfYear }`,
	`$ErrorActionPreference = 'Stop'; try { $null.Foo() } catch { 'null' }`,
	`$x = 1; function f { $x = 2; $script:y = 3 }; f; $x; $y`,
	`$b = { param($a) $a * 2 }; & $b 4; $b.Invoke(5)`,
	`$l = New-Object System.Collections.ArrayList; [void]$l.Add('a'); $l.Add('b'); $l.Count`,
	`$l = [System.Collections.Generic.List[int]]::new(); $l.Add('5'); $l[0] + 1`,
	`if (@(0)) { 't' } else { 'f' }; if (@(0, 0)) { 't' } else { 'f' }; if ('False') { 't' }`,
	`$null -eq @(); @() -eq $null; $null -eq 0; 0 -eq $null; '' -eq $null; $null -eq ''`,
	`'abc' -match '(?<x>b)'; $Matches.x; 'abc' -notmatch 'z'; 'ABC' -cmatch 'abc'`,
	`'2026-01-02' -replace '(\d+)-(\d+)-(\d+)', '$3.$2.$1'; 'aXbX' -creplace 'x', '-'`,
	`$p = @{Property = 'N'; Descending = $true}; [pscustomobject]@{N = 1}, [pscustomobject]@{N = 3} | Sort-Object @p | ForEach-Object N`,
	`function Outer { $v = 'o'; Inner }; function Inner { $v }; Outer`,
	`$a = @{x = @{y = @(1, @{z = 'deep'})}}; $a.x.y[1].z`,
	`(1, 2, 3).ForEach({ $_ * 2 }); (1..6).Where({ $_ -gt 4 })`,
	`"a$(1 + 1)b$("q" * 2)$($null)c"; "$('x', 'y')"; "$(@())|"`,
	`$ofs = '-'; "$(1, 2, 3)"`,
	`[string]::Join(',', @('a', 'b')); [string]::Format('{0}-{1}', 'a', 1); [string]::IsNullOrEmpty('')`,
	`1kb; 2MB; 0x1F; 1e3; 5 / 2; 6 / 2; 7 % 3; 2147483647 + 1; 1.0 + 2; 10 * '2'; '3' * 2; '3' + 2; 3 + '2'`,
	`-7 % 3; 7 % -3; -7 / 2; [int](2.5); [int]3.5; [int]'0x10'; 1 -bor 6; 5 -band 4; -bnot 1; 1 -shl 3`,
	`trap { 'trapped'; continue }; 1; throw 'x'; 2`,
	`function f { trap { 'in'; continue }; throw 'x'; 'after' }; f`,
	`try { function g { throw 'deep' }; g; 'not' } catch { 'got ' + $_ }`,
	`try { Write-Error 'x' -ErrorAction Stop; 'not' } catch { 'stopped' }`,
	`Invoke-Expression '$q = 5; $q + 1'; $q`,
	`$d = [datetime]'2026-03-04 05:06:07'; "$d"; '{0:s}' -f $d; ($d - [datetime]'2026-03-01').Days; ($d -gt '2026-03-01')`,
	`[timespan]'1.02:03:04' | ForEach-Object { "$_"; $_.TotalHours; $_.Days }`,
	`'b', 'a', 'b' | Select-Object -Unique; 'B', 'b' | Sort-Object -Unique`,
	`[pscustomobject]@{A = 1; B = 2} | Select-Object A, @{n = 'C'; e = { $_.B * 2 }} | ForEach-Object { $_.C; "$_" }`,
	`$x = if ($false) { 1 }; $null -eq $x; @($x).Count; @(if ($false) { 1 }).Count`,
	`$r = foreach ($i in 1..3) { $i * 2 }; $r.Count; $r -join ','`,
	`& { $args[0] + $args[1] } 2 3; . { $dot = 7 }; $dot`,
	`$n = $null; $n++; $n; $s = 'a'; $s += 'b'; $s; $i = 5; $i -= 2; $i *= 3; $i /= 9; $i`,
	`$a = 'x'; $b = $a; $b += 'y'; $a; $l = @(1); $m = $l; $m += 2; $l.Count`,
	`'abc'.GetType().Name; (1).GetType().FullName; (1, 2).GetType().Name; 1.5 -is [double]; 'x' -is [string]; 1 -is [int]`,
	`@{a = 1}.GetEnumerator() | ForEach-Object { "$($_.Key)=$($_.Value)" }`,
	"@\"\nline $(1 + 1)\n  two \"q\"\n\"@",
	`'a.b.c' -split '\.', 2; 'a  b' -split ' '; -split ' a  b '; -join (1, 2)`,
	`'x'.Equals('X'); 'x' -ceq 'X'; 'x' -ieq 'X'; 'a' -lt 'b'; 'B' -gt 'a'; 2 -lt 10; '2' -lt 10; '10' -lt '9'`,
	`1, 2, 3 -ne 2; 'a', 'b' -like 'a*'; (1, 2, 3 -gt 1).Count; 'a' -in 'A', 'b'; 'x' -notin 'a'`,
	`$i = 1; "$i$($i++)$i"; $i++ ; ++$i; ($i++); $i`,
	`$a = [string[]]('a', 1); $a[1].GetType().Name; [int[]]$q = '1', '2'; $q[0] + $q[1]`,
	`[int]$typed = '5'; $typed + 1; try { $typed = 'x' } catch { 'refused' }; $typed`,
	`[bool]'false'; [bool]0; [bool]''; [int]$true; [string]$null -eq ''; [char]'a' + 'b'; [int][char]'a'`,
	`(Get-Date '2026-03-04').ToString('dd.MM.yy'); Get-Date '2026-03-04' -Format 'yyyyMMdd'`,
	`(New-TimeSpan -Days 2 -Hours 3).TotalHours; Join-Path 'a' 'b' | ForEach-Object { $_.Length }`,
	`'a=1', 'b=2' | ConvertFrom-StringData | ForEach-Object { $_.Keys }`,
	`'{"a": [1, 2, {"b": "c"}]}' | ConvertFrom-Json | ForEach-Object { $_.a[2].b; $_.a.Count }`,
	`[regex]::Matches('a1b22', '\d+') | ForEach-Object { $_.Value }; [regex]::Replace('abc', 'b', 'X'); ([regex]'b').Match('abc').Index`,
	`$e = @(); foreach ($x in $e) { 'never' }; foreach ($x in $null) { 'never' }; foreach ($x in 'one') { $x }`,
	`function f { 'a'; return 'b'; 'c' }; f; (f).Count; function g { }; $null -eq (g); @(g).Count`,
	`$sb = { $_ * 2 }; 1..3 | ForEach-Object $sb; 1..2 | ForEach-Object -Begin { 'b' } -Process { $_ } -End { 'e' }`,
	`'abc' | ForEach-Object ToUpper; 'ab', 'c' | ForEach-Object Length; 1..3 | Where-Object { $_ -ne 2 }`,
	`$v = [pscustomobject]@{Name = 'n1'; Up = $true}, [pscustomobject]@{Name = 'n2'; Up = $false}; $v | Where-Object Up | ForEach-Object Name; ($v | Where-Object Name -Like '*2').Name; $v.Name`,
	`$h = @{a = 1}; foreach ($k in $h.Keys) { $k }; foreach ($p in $h) { $p.a }; @($h).Count`,
	`$t = @{Name = 'x'; Value = 'y'}; function f { param($Name, $Value) "$Name-$Value" }; f @t; $arr = 'p', 'q'; f @arr`,
	`function f { param([Parameter(Mandatory)]$A) $A }; function g { f @PSBoundParameters }; f 1; function k { param($A) f @PSBoundParameters }; k -A 5`,
	`[ordered]@{b = 1; a = 2} | ForEach-Object { $_.Keys -join '' }; ([ordered]@{b = 1; a = 2}).a`,
	`$x = 5; $r = switch ($x) { { $_ -gt 3 } { 'big' } { $_ -gt 10 } { 'huge' } }; $r`,
	`'x' -eq 'x' -and 1 -eq 2 -or $true; -not $false -and $false; !(1 -eq 1)`,
	`[math]::Pow(2, 10); [int]::MaxValue; [math]::Sqrt(16); [math]::Round(1.2345, 2); [math]::Ceiling(1.1)`,
	`function f { param($a) $a.GetType().Name }; f 1; f 1.5; f x; f -1; f '1'; f (1, 2); f 0x10; f 1kb`,
}

// generator makes random expressions of a kind.
type generator struct{ *rand.Rand }

func (g generator) pick(options ...string) string { return options[g.IntN(len(options))] }

func (g generator) number(depth int) string {
	if depth <= 0 {
		return g.pick("0", "1", "2", "3", "7", "10", "255", "-1", "-4", "2.5", "0.1", "1kb", "0x1F", "'5'", "$n", "$d", "1e2", "$null", "$true")
	}
	a, b := g.number(depth-1), g.number(depth-1)
	switch g.IntN(9) {
	case 0:
		return "(" + g.text(depth-1) + ").Length"
	case 1:
		return "(" + g.list(depth-1) + ").Count"
	case 2:
		return fmt.Sprintf("[int](%s)", a)
	case 3:
		return fmt.Sprintf("[math]::%s([double](%s))", g.pick("Abs", "Floor", "Round", "Ceiling"), a)
	case 4:
		return fmt.Sprintf("(%s | Measure-Object).Count", g.list(depth-1))
	}
	return fmt.Sprintf("(%s %s %s)", a, g.pick("+", "-", "*", "+", "-", "/", "%"), b)
}

func (g generator) text(depth int) string {
	if depth <= 0 {
		return g.pick("'abc'", "'EX01\\Relay'", "\"x$n\"", "\"$s.y\"", "''", "'a,b;c'", "$s", "'ABC'", "'  pad '", "'10'", "\"t`tn\"", "'mail.contoso.com'", "\"$($n + 1)\"", "\"$l\"", "$h.a", "$o.N")
	}
	a, b := g.text(depth-1), g.text(depth-1)
	switch g.IntN(12) {
	case 0:
		return fmt.Sprintf("(%s -replace %s, %s)", a, g.pick("'[aeiou]'", "'^.'", "'\\.'", "'(b)(c)?'", "'\\s+'"), g.pick("''", "'<$0>'", "'$1'", "'x'"))
	case 1:
		return fmt.Sprintf("(%s).%s()", a, g.pick("ToUpper", "ToLower", "Trim", "ToString"))
	case 2:
		return fmt.Sprintf("(%s -join %s)", g.list(depth-1), g.pick("','", "''", "'; '"))
	case 3:
		return fmt.Sprintf("('%s' -f %s, %s)", g.pick("{0}-{1}", "{1}{0}", "{0,8}|{1,-8}|", "{{{0}}}{1}", "{0:D3}/{1}"), g.pick("1", "42", "$n"), b)
	case 4:
		return fmt.Sprintf("[string](%s)", g.number(depth-1))
	case 5:
		return fmt.Sprintf("(%s * %s)", a, g.pick("0", "1", "2", "3"))
	case 6:
		return fmt.Sprintf("\"<$(%s)>\"", g.any(depth-1))
	case 7:
		return fmt.Sprintf("[string](%s)[0]", a)
	case 8:
		return fmt.Sprintf("(%s).Replace(%s, %s)", a, g.pick("'a'", "'.'", "'EX'"), g.pick("''", "'zz'"))
	}
	return fmt.Sprintf("(%s + %s)", a, b)
}

func (g generator) list(depth int) string {
	if depth <= 0 {
		return g.pick("@()", "@(1, 2, 3)", "('a', 'b', 'c')", "(1..4)", "@('x')", "$l", "@(1, 'two', 3.5)", "@($null)", "(3..1)")
	}
	a := g.list(depth - 1)
	switch g.IntN(13) {
	case 0:
		return fmt.Sprintf("(%s -split %s)", g.text(depth-1), g.pick("','", "'\\W'", "'b'", "' '"))
	case 1:
		return fmt.Sprintf("@(%s | Where-Object { $_ %s %s })", a, g.pick("-ne", "-eq", "-gt", "-like"), g.pick("2", "'a'", "'b*'"))
	case 2:
		return fmt.Sprintf("@(%s | ForEach-Object { %s })", a, g.pick("\"[$_]\"", "$_", "$_, $_", "if ($_) { $_ }", "$_ * 2"))
	case 3:
		return fmt.Sprintf("@(%s | Select-Object %s)", a, g.pick("-First 2", "-Last 1", "-Skip 1", "-Unique", "-First 1 -Skip 1"))
	case 4:
		return fmt.Sprintf("@(%s | Sort-Object%s)", g.pick("('c', 'A', 'b')", "(3, 1, 2)", "('x10', 'x9', 'X1')"), g.pick("", " -Descending", " -Unique"))
	case 5:
		return fmt.Sprintf("(%s)[%s]", a, g.pick("0", "-1", "0..1", "1, 0", "5"))
	case 6:
		return fmt.Sprintf("@(%s %s %s)", a, g.pick("-ne", "-eq", "-like", "-match"), g.pick("'a'", "2", "'x'"))
	case 7:
		return fmt.Sprintf("@(foreach ($q in %s) { %s })", a, g.pick("$q", "\"$q!\"", "if ($q -eq 2) { continue }; $q"))
	case 8:
		return fmt.Sprintf("@(%s)", g.any(depth-1))
	}
	return fmt.Sprintf("(%s + %s)", a, g.any(depth-1))
}

func (g generator) boolean(depth int) string {
	if depth <= 0 {
		return g.pick("$true", "$false", "($n -gt 3)", "($s -like 'E*')")
	}
	a, b := g.any(depth-1), g.any(depth-1)
	switch g.IntN(8) {
	case 0:
		return fmt.Sprintf("(-not %s)", a)
	case 1:
		return fmt.Sprintf("(%s %s %s)", g.boolean(depth-1), g.pick("-and", "-or", "-xor"), g.boolean(depth-1))
	case 2:
		return fmt.Sprintf("(%s -contains %s)", g.list(depth-1), b)
	case 3:
		return fmt.Sprintf("(%s -in %s)", a, g.list(depth-1))
	case 4:
		return fmt.Sprintf("(%s %s %s)", g.text(depth-1), g.pick("-like", "-notlike", "-clike"), g.pick("'a*'", "'*b*'", "'?'", "'[a-c]*'"))
	case 5:
		return fmt.Sprintf("[bool](%s)", a)
	case 6:
		return fmt.Sprintf("(%s %s %s)", g.number(depth-1), g.pick("-eq", "-ne", "-lt", "-ge"), g.number(depth-1))
	}
	return fmt.Sprintf("(%s %s %s)", g.text(depth-1), g.pick("-eq", "-ne", "-ceq", "-match", "-gt", "-le"), g.text(depth-1))
}

func (g generator) any(depth int) string {
	switch g.IntN(4) {
	case 0:
		return g.number(depth)
	case 1:
		return g.text(depth)
	case 2:
		return g.list(depth)
	}
	return g.boolean(depth)
}

// statement makes a statement that puts something out.
func (g generator) statement(depth int) string {
	switch g.IntN(10) {
	case 0:
		return fmt.Sprintf("if (%s) { %s } else { %s }", g.boolean(depth), g.any(1), g.any(1))
	case 1:
		return fmt.Sprintf("foreach ($i in %s) { \"i$i\" }", g.list(depth))
	case 2:
		return fmt.Sprintf("$v = %s; $v", g.any(depth))
	case 3:
		return fmt.Sprintf("switch (%s) { 'a' { 'A' } 2 { 'two' } { $_ -is [string] } { 's' } default { \"d$_\" } }", g.list(depth))
	case 4:
		return fmt.Sprintf("try { %s; 'ok' } catch { 'caught' }", g.any(depth))
	case 5:
		return fmt.Sprintf("function f { param($p, [string]$q = 'dq') \"$p/$q\" }; f %s %s", "("+g.any(depth)+")", g.pick("", "'z'", "-q 'y'", "("+g.text(1)+")"))
	case 6:
		return fmt.Sprintf("%s | ForEach-Object { \"<$_>\" }", g.list(depth))
	}
	return g.any(depth)
}

func randomScripts(seed uint64, n int) []string {
	g := generator{rand.New(rand.NewPCG(seed, 0))}
	scripts := make([]string, n)
	for i := range scripts {
		lines := []string{"$n = 5; $d = 1.25; $s = 'EX01'; $l = 'p', 'q'; $h = @{a = 'ha'; b = 2}; $o = [pscustomobject]@{N = 'on'; V = 3}"}
		for range 1 + g.IntN(3) {
			lines = append(lines, g.statement(1+g.IntN(3)))
		}
		scripts[i] = strings.Join(lines, "\n")
	}
	return scripts
}
