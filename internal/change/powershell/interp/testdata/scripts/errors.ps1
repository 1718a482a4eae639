Set-Connector A -Comment 'refused'
Set-Connector A -Comment 'after'
try { Set-Connector B -Comment 'refused'; Set-Connector 'not reached' } catch { Set-Connector 'caught' }
try { Set-Connector C -Comment 'failing'; Set-Connector 'goes on' } catch { Set-Connector 'not caught' }
try { Set-Connector D -Comment 'failing' -ErrorAction Stop; Set-Connector 'not reached' } catch { Set-Connector "caught $($_.Exception.GetType().Name)" } finally { Set-Connector 'finally' }
try { Set-Connector C -Comment 'refused' } catch { Set-Connector G -Comment "failed: $_" -Fqdn $_.Exception.Message }
$list = 1, 2
$list -= 1
$null.Foo()
Set-Connector 'still here'
try { $null.Foo() } catch { "caught: $_" }
function Do-It { [CmdletBinding()] param() Set-Connector E -Comment 'failing'; Set-Connector 'not with Stop' }
try { Do-It -ErrorAction Stop } catch { 'stopped' }
Do-It
Do-It -Wrong 1
$ErrorActionPreference = 'Stop'
Set-Connector F -Comment 'failing'
Set-Connector 'never'
