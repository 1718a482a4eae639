param($Given, [switch]$Flag, [int]$Count = 2, [Parameter(Mandatory)][string]$Needed)
Add-PSSnapin Microsoft.Exchange.Management.PowerShell.SnapIn
. 'C:\Program Files\Microsoft\Exchange Server\V15\bin\RemoteExchange.ps1'
Connect-ExchangeServer -auto
if (-not (Get-Command Set-Connector -ErrorAction SilentlyContinue)) { exit }
"$Given $Flag $Count $env:COMPUTERNAME $(hostname)"
Set-Connector A -Comment $Needed
$stamp = Get-Date -Format 'yyyyMMdd'
$stamp
(Get-Date).AddDays(2).ToString('dd.MM.yyyy')
Invoke-Command -ComputerName EX02 -ScriptBlock { Restart-Service MSExchangeTransport }
Invoke-Command -ComputerName EX02.example.com -ScriptBlock { Set-Connector B; hostname }
Invoke-Expression 'Set-Connector C -Comment "invoked"; $set = 1'
$set
Invoke-Expression (Get-Content x.ps1)
$new = [System.IO.File]::ReadAllBytes('\\fs01\certs\mail.pfx')
New-Connector -FileData $new -Password (ConvertTo-SecureString 'x' -AsPlainText -Force)
Set-Alias sc2 Set-Connector; sc2 D
class Unused { }
'a' && 'b'
