$limit = Get-ItemProperty 'HKLM:\SOFTWARE\X'
if ($limit.Value -gt 3) { Set-Connector A -Comment 'more' } else { Set-Connector A -Comment 'less' }
$n = 'known'
if (Test-Path 'C:\flag') { $n = 'changed' }
Set-Connector B -Comment $n
if (-not (Test-Path 'C:\x')) { Write-Host 'no file'; return }
foreach ($line in Get-Content 'C:\list.txt') { Set-Connector $line -Comment 'each' }
Get-Content 'C:\list.txt' | ForEach-Object { Set-Connector $_ }
while (Test-Path 'C:\stop') { Set-Connector W }
switch (Read-Host 'which') { 'a' { Set-Connector SA } default { Set-Connector SD } }
Get-Connector | Where-Object { $_.Secret } | Set-Connector -Comment 'secret'
$answer = Read-Host 'mode'
$given = Read-Host 'given'
Set-Connector C -Comment "$answer" -Fqdn $given
& $limit.Command
Get-Strange -Thing 1
if ($limit -and $false) { Set-Connector 'never' }
if ($limit -or $true) { Set-Connector 'always' }
try { if ($limit) { throw 'x' } else { Set-Connector 'else' } } catch { Set-Connector 'catch' }
$table = @{a = 1}
if ($limit) { $table.a = 2 }
Set-Connector D -Comment $table.a
