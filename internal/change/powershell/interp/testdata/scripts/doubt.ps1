function Get-Mode { if (Test-Path 'C:\flag') { return 'a' } else { return 'b' } }
Set-Connector A -Comment (Get-Mode)
function Get-Other { if (Test-Path 'C:\flag') { return 'a' }; 'b' }
Set-Connector B -Comment (Get-Other)
function Do-It { if (Test-Path 'C:\flag') { return }; Set-Connector C }
Do-It
while ($true) {
    $service = Get-Service MSExchangeTransport
    if ($service.Status -eq 'Running') { break }
    Start-Sleep 5
}
Set-Connector D
do { Start-Sleep 1; $n++ } until ((Get-Service x).Status -eq 'Stopped')
Set-Connector E -Comment "$n"
foreach ($s in 'EX01', 'EX02') { if (-not (Test-Path "\\$s\c$")) { continue }; Set-Connector $s }
foreach ($s in 'EX01', 'EX02') { if (-not (Test-Path "\\$s\c$")) { break }; Set-Connector $s }
$x = 'known'
foreach ($line in Get-Content list.txt) { $x = $line }
Set-Connector F -Comment $x
$y = if (Test-Path q) { 'p' } else { 'q' }
Set-Connector G -Comment $y
$list = @('a')
if (Test-Path q) { $list += 'b' }
Set-Connector H -Comment $list
if ((Test-Path q) -and (Test-Path r)) { Write-Host 'no change' } else { Write-Host 'none' }
try { if (Test-Path q) { throw 'q' }; Set-Connector I } catch { Set-Connector 'not caught' }
function Set-Both { param($n) Set-Connector $n; if (Test-Path q) { Set-Connector "$n-q" } }
Set-Both J
if ($undefined.Property -or (Get-Random) -gt 3) { Set-Both K }
Get-Content servers.txt | ForEach-Object { $_.Trim() } | ForEach-Object { Set-Connector $_ }
