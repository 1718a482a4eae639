# Prints what the real parser sees in the files named on standard input: for each a line
# "file", the lines of its errors, and every statement and expression with its extent.
$out = [System.Console]::Out
$hidden = 'ScriptBlock', 'NamedBlock', 'StatementBlock', 'UsingExpression', 'ErrorStatement', 'ErrorExpression', 'NamedAttributeArgument'
foreach ($file in [System.Console]::In.ReadToEnd() -split '\r?\n' | Where-Object { $_ }) {
    $tokens = $errors = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseInput([System.IO.File]::ReadAllText($file), [ref]$tokens, [ref]$errors)
    $out.WriteLine("file $file")
    foreach ($e in $errors) { $out.WriteLine("error $($e.Extent.StartLineNumber) $($e.ErrorId) $($e.Message -replace '\s+', ' ')") }
    foreach ($node in $tree.FindAll({ $true }, $true)) {
        $kind = $node.GetType().Name -replace 'Ast$', ''
        if ($kind -in $hidden) { continue }
        $inType = $false
        for ($up = $node.Parent; $up; $up = $up.Parent) { if ($up -is [System.Management.Automation.Language.TypeDefinitionAst]) { $inType = $true } }
        if (-not $inType) { $out.WriteLine("node $kind $($node.Extent.StartOffset) $($node.Extent.EndOffset)") }
    }
}
