Get-Connector | Where-Object { $_.Name -like 'Relay*' } | Set-Connector -Comment 'piped'
Get-Connector | Where-Object Server -eq 'EX02' | ForEach-Object { Set-Connector -Identity $_.Name -Ranges $_.Ranges }
(Get-Connector).Name -join '; '
Get-Connector | Select-Object -ExpandProperty Name | Sort-Object -Descending | Select-Object -First 1
(Get-Connector | Group-Object Server | ForEach-Object { "$($_.Name)=$($_.Count)" }) -join ' '
Get-Connector | Set-Connector -Identity { $_.Name }
$none = Get-Connector | Where-Object Name -eq 'nobody'
$none | Set-Connector
if (-not $none) { 'none' }
$one = Get-Connector | Select-Object -First 1
$one.Name = 'changed here only'
$one.Name
(Get-Connector)[0].Name
