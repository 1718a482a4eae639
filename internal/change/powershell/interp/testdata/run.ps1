# Runs the scripts on standard input, one in Base64 a line, each in a scope of its own,
# and prints what it puts out: the type and the text of each value, in Base64.
$culture = [System.Globalization.CultureInfo]::InvariantCulture
[System.Threading.Thread]::CurrentThread.CurrentCulture = $culture
$out = [System.Console]::Out
function Show($value) {
    if ($null -eq $value) { return 'null' }
    $value.GetType().FullName + ' ' + [string]"$value"
}
foreach ($line in [System.Console]::In.ReadToEnd() -split '\r?\n' | Where-Object { $_ }) {
    $text = [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($line))
    $shown = [System.Collections.Generic.List[string]]::new()
    try {
        foreach ($value in @(& ([scriptblock]::Create($text)) 2>$null)) { $shown.Add((Show $value)) }
    } catch { $shown.Add('ERROR') }
    $out.WriteLine(($shown | ForEach-Object { [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($_)) }) -join ' ')
}
