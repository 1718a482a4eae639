$name = 'Relay EX01'
$p = @{ Identity = "EX01\$name"; Fqdn = 'mail.example.com' }
$p.Comment = 'by ' + 'hand'
Set-Connector @p
function Bind($Target, [string]$Text = 'none') { Set-Connector $Target -Comment $Text }
Bind 'A' -Text 1.50
Bind $name
foreach ($s in 'EX01', 'EX02') { Set-Connector "$s\Default" -Ranges @{Add = '10.1.1.1'} }
Set-Connector -Flag -Joined:$false 'x', 'y' -- -notaname
