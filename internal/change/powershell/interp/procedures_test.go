package interp

// procedures are somewhat longer scripts, run in both.
var procedures = []string{
	`function Get-Cert { param($Thumb) [pscustomobject]@{Thumbprint = $Thumb; Issuer = "CN=CA$Thumb"; NotAfter = [datetime]'2027-01-01'} }; $c = Get-Cert 'AA'; if ($c.NotAfter -gt [datetime]'2026-06-01' -and $c.Issuer -match 'CA(\w+)') { "ok $($Matches[1])" }`,
	`$results = foreach ($s in 'EX01', 'EX02') { [pscustomobject]@{Server = $s; Ok = $s -eq 'EX01'} }; ($results | Where-Object { -not $_.Ok }).Server; $results | Where-Object Ok | Select-Object -ExpandProperty Server; @($results | Where-Object Ok).Count`,
	`$map = @{EX01 = 'a'; EX02 = 'b'}; foreach ($k in $map.Keys | Sort-Object) { "$k=$($map[$k])" }; $map.GetEnumerator() | Sort-Object Key | ForEach-Object { $_.Key + $_.Value }`,
	`$log = { param($m) "LOG: $m" }; & $log 'x'; function Write-Log([string]$Message, [string]$Level = 'INFO') { "{0} {1}" -f $Level, $Message }; Write-Log 'hello'; Write-Log -Level WARN -Message 'w'`,
	`$i = 0; $servers = 'A', 'B', 'C'; while ($i -lt $servers.Count) { $servers[$i]; $i++ }; $servers | ForEach-Object { $n++; "$n/$($servers.Count) $_" }`,
	`function Invoke-Retry { param([scriptblock]$Action, [int]$Max = 3) for ($n = 1; $n -le $Max; $n++) { try { return & $Action $n } catch { "failed $n" } } }; Invoke-Retry { param($n) if ($n -lt 2) { throw 'x' }; "done $n" }`,
	`$text = "line1` + "`r`n" + `line2` + "`n" + `line3"; ($text -split "` + "`r?`n" + `").Count; $text.Split("` + "`n" + `").Count; ($text -split [environment]::NewLine).Count -ge 1`,
	`$a = [System.Collections.Generic.Dictionary[string,int]]::new; 'ok'; $h = @{}; foreach ($w in 'a b a'.Split(' ')) { $h[$w]++ }; $h['a']; $h.b`,
	`$o = [pscustomobject]@{Name = 'x'; Ranges = @('10.0.0.1', '10.0.0.2')}; $o.Ranges += '10.0.0.3'; $o.Ranges.Count; "$($o.Ranges)"; $o.Ranges -join ';'; $o.Ranges | Where-Object { $_ -notlike '*.1' }`,
	`$list = 'b', 'a'; $sorted = $list | Sort-Object; $sorted[0]; $list[0]; $copy = $list.Clone(); $copy[0] = 'z'; $list[0]; [string]$list; "$($list[0])$($list[1])"`,
	`$null -ne 'x'; $x = ''; if ([string]::IsNullOrEmpty($x)) { 'empty' }; if ($x) { 't' } elseif ($null -eq $x) { 'n' } else { 'e' }; $y = $x, 'z' | Where-Object { $_ } | Select-Object -First 1; $y`,
	`$p = @{Identity = 'EX01\Relay'; Enabled = $true}; $p.GetEnumerator() | Sort-Object Name | ForEach-Object { "-$($_.Name) $($_.Value)" }; $p.Keys -contains 'identity'; $p.ContainsKey('Enabled'); $q = $p.Clone(); $q.Remove('Enabled'); $p.Count`,
	`function f { param([Parameter(Mandatory = $true, ValueFromPipeline = $true, Position = 0)][string[]]$Name, [string]$Tag = 't') begin { $n = 0 } process { foreach ($x in $Name) { $n++; "$x-$Tag-$n" } } end { "total $n" } }; 'a', 'b' | f -Tag 'q'; f 'c', 'd'; f -Name 'e'`,
	`function f { [CmdletBinding()] param([Parameter(ParameterSetName = 'A')]$a, [Parameter(ParameterSetName = 'B')]$b) $PSCmdlet.ParameterSetName }; f -a 1; f -b 1; try { f -a 1 -b 2 } catch { 'both' }`,
	`$d = [datetime]'2026-03-31'; $d.AddMonths(-1).Day; $d.AddYears(1).Year; ($d.AddDays(-1)).ToString('dddd'); '{0:dd.MM.yyyy HH:mm}' -f $d; $d.ToString('yyyy-MM-ddTHH:mm:ss'); $d.Date -eq $d; [int]($d - [datetime]'2026-03-01').TotalDays; $d.ToShortDateString().Length`,
	`'CN=mail, O=x' -match '^CN=(?<cn>[^,]+)'; $Matches['cn']; ('CN=mail, O=x' -split ', ' | ForEach-Object { ($_ -split '=')[1] }) -join '|'; 'a,b' -replace ',', "` + "`n" + `" -split "` + "`n" + `"`,
	`$ErrorActionPreference = 'Stop'; try { 1 / 0; 'no' } catch { 'a' }; function f { try { throw 'q' } catch { 'in'; throw } }; try { f } catch { "out $_" }; $ErrorActionPreference = 'Continue'; 1 / 0; 'end'`,
	`$s = 'x'; switch ($s) { 'x' { 'first'; continue } default { 'no' } }; foreach ($n in 1..4) { switch ($n) { 2 { continue } 4 { break } default { "n$n" } } }; do { 'once' } while ($false)`,
	`$x = 10; $r = & { $x = 20; $x }; "$r $x"; function g { $script:v = 1; $local:w = 2; "$v$w" }; g; $global:zz = 5; function h2 { $zz }; h2; $private:pp = 1; $pp`,
	`(1..3 | ForEach-Object { $_ * $_ }) -join ','; -join (1..3 | ForEach-Object { [char](64 + $_) }); (1, 2, 3 | ForEach-Object { if ($_ -eq 2) { 'two' } else { $_ } }) -join ' '`,
	`$v = 'v2'; "${v}x"; "$v.x"; "$($v)x"; "$v[0]"; "$($v[0])"; "a$v` + "`t" + `b"; '$v'; "` + "`$v" + `"; "$v's"; "[$v]"; "{$v}"; "<$v>"; "$v-$v"; "$v` + "`:" + `z"`,
	`[int]'7' + '3'; '7' + 3; 7 + '3'; '3' * 3; 3 * '3'; @(1) + 2 + '3'; 1 + 2 + 'a'.Length; "1" + 1 + 1; 1 + 1 + "1"; [string]1 + 1; 10 / 4; 10 / 5; [math]::Truncate(10 / 4); 7 -shr 1; 0x1F -band 0xF`,
}
