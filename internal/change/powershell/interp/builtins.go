package interp

import (
	"maps"
	"slices"
	"strings"
)

// builtins returns the commands of PowerShell that are interpreted, by their name in lower
// case. It is a function, as the commands refer to it themselves.
func builtins() map[string]func(*invocation) []Value {
	return map[string]func(*invocation) []Value{
		"where-object": whereObject, "foreach-object": forEachObject, "select-object": selectObject, "sort-object": sortObject,
		"group-object": groupObject, "measure-object": measureObject, "compare-object": compareObject,
		"write-output": writeOutput, "out-null": noOutput, "out-string": outString, "tee-object": teeObject, "write-error": writeError,
		"get-variable": getVariableCommand, "set-variable": setVariableCommand, "new-variable": setVariableCommand,
		"remove-variable": removeVariable, "clear-variable": removeVariable, "test-path": testPath,
		"get-date": getDate, "new-timespan": newTimeSpan, "new-object": newObjectCommand, "add-member": addMember,
		"join-path": joinPathCommand, "split-path": splitPath, "invoke-expression": invokeExpression, "invoke-command": invokeCommand,
		"convertfrom-csv": convertFromCSV, "convertfrom-stringdata": convertFromStringData, "convertfrom-json": convertFromJSON,
		"convertto-securestring": secureString, "set-alias": setAlias, "new-alias": setAlias, "get-command": getCommand,
		"hostname": hostName, "read-host": readHost, "set-strictmode": noOutput, "get-unique": getUnique, "select-string": selectString,
		"get-member": unknownValue, "measure-command": measureCommand, "import-module": noOutput, "start-job": notRun,
	}
}

// known reports whether a command is one of PowerShell's own, which change nothing here.
func known(name string) bool {
	return builtinNames[name] || passedOver[name] || unknowable[name] != ""
}

var builtinNames = func() map[string]bool {
	names := map[string]bool{}
	for _, name := range strings.Fields(`where-object foreach-object select-object sort-object group-object measure-object compare-object
		write-output out-null out-string tee-object write-error get-variable set-variable new-variable remove-variable clear-variable
		test-path get-date new-timespan new-object add-member join-path split-path invoke-expression invoke-command convertfrom-csv
		convertfrom-stringdata convertfrom-json convertto-securestring set-alias new-alias get-command hostname read-host set-strictmode
		get-unique select-string get-member measure-command import-module start-job`) {
		names[name] = true
	}
	return names
}()

// passedOver are commands that put nothing out that a script could depend on, and that
// change nothing of Exchange.
var passedOver = func() map[string]bool {
	names := map[string]bool{}
	for _, name := range strings.Fields(`write-host write-verbose write-warning write-debug write-information write-progress write-eventlog
		out-file out-host out-default out-printer set-content add-content clear-content export-csv export-clixml start-transcript stop-transcript
		format-table format-list format-wide format-custom start-sleep clear-host restart-service start-service stop-service set-service
		send-mailmessage add-pssnapin remove-pssnapin remove-module update-formatdata import-pssession remove-pssession enter-pssession
		exit-pssession disconnect-pssession connect-exchangeserver register-scheduledtask unregister-scheduledtask
		copy-item move-item rename-item new-item remove-itemproperty set-itemproperty new-itemproperty set-location push-location pop-location
		set-executionpolicy update-help pause wait-job remove-job stop-job receive-job set-psdebug set-psbreakpoint trace-command new-eventlog
		limit-eventlog iisreset net net.exe sc.exe schtasks schtasks.exe gpupdate klist w32tm chcp cls set-acl invoke-item start-process
		stop-process restart-computer set-date register-engineevent set-psreadlineoption remoteexchange.ps1 new-psdrive remove-psdrive
		set-tlssecurityprotocol unblock-file compress-archive expand-archive set-clipboard`) {
		names[name] = true
	}
	return names
}()

// unknowable are commands whose answer can't be known, and why.
var unknowable = map[string]string{
	"get-content": "the content of a file is not known", "import-csv": "the content of a file is not known",
	"import-clixml": "the content of a file is not known", "get-childitem": "it is read from a drive", "get-item": "it is read from a drive",
	"get-itemproperty": "it is read from the registry or a drive", "get-itempropertyvalue": "it is read from the registry or a drive",
	"resolve-path": "it is read from a drive", "get-location": "it depends on where the script runs", "convert-path": "it is read from a drive",
	"get-credential": "it is typed in", "get-random": "it is random", "new-guid": "it is random", "get-process": "it depends on the computer",
	"get-service": "it depends on the computer", "get-wmiobject": "it depends on the computer", "get-ciminstance": "it depends on the computer",
	"get-host": "it depends on the computer", "get-culture": "it depends on the computer", "get-computerinfo": "it depends on the computer",
	"get-eventlog": "it depends on the computer", "get-winevent": "it depends on the computer", "get-hotfix": "it depends on the computer",
	"resolve-dnsname": "it is answered by the network", "test-connection": "it is answered by the network",
	"test-netconnection": "it is answered by the network", "invoke-webrequest": "it is answered by the network",
	"invoke-restmethod": "it is answered by the network", "get-aduser": "it is answered by Active Directory",
	"get-adcomputer": "it is answered by Active Directory", "get-adgroup": "it is answered by Active Directory",
	"get-adobject": "it is answered by Active Directory", "get-adgroupmember": "it is answered by Active Directory",
	"get-addomain": "it is answered by Active Directory", "get-adforest": "it is answered by Active Directory",
	"get-pfxcertificate": "the content of a file is not known", "get-pfxdata": "the content of a file is not known",
	"get-pssession": "it depends on the computer", "new-pssession": "it depends on the network", "new-pssessionoption": "it is an option of a session",
	"get-pssnapin": "it depends on the computer", "get-module": "it depends on the computer", "get-acl": "it is read from a drive",
	"get-history": "it depends on the session", "get-job": "it depends on the session", "get-alias": "it depends on the session",
	"get-executionpolicy": "it depends on the computer", "get-netipaddress": "it depends on the computer", "get-timezone": "it depends on the computer",
	"convertto-json": "its layout is not interpreted", "convertto-csv": "its layout is not interpreted", "convertto-html": "its layout is not interpreted",
	"convertto-xml": "its layout is not interpreted", "convertfrom-securestring": "it is secret", "get-filehash": "the content of a file is not known",
	"get-scheduledtask": "it depends on the computer", "get-windowsfeature": "it depends on the computer", "get-clipboard": "it depends on the session",
	"get-psdrive": "it depends on the computer", "whoami": "it depends on the computer", "ipconfig": "it depends on the computer",
	"nslookup": "it is answered by the network", "ping": "it is answered by the network", "get-error": "it depends on the session",
	"certutil": "it depends on the computer", "openssl": "it depends on files", "test-wsman": "it is answered by the network",
}

// Commands returns the names of PowerShell's own commands that are known, in lower case.
func Commands() []string {
	names := slices.Collect(maps.Keys(builtinNames))
	names = slices.AppendSeq(names, maps.Keys(passedOver))
	names = slices.AppendSeq(names, maps.Keys(unknowable))
	slices.Sort(names)
	return names
}

// aliases are PowerShell's own short names.
var aliases = map[string]string{
	"%": "foreach-object", "foreach": "foreach-object", "?": "where-object", "where": "where-object", "select": "select-object",
	"sort": "sort-object", "group": "group-object", "measure": "measure-object", "compare": "compare-object", "diff": "compare-object",
	"echo": "write-output", "write": "write-output", "tee": "tee-object", "iex": "invoke-expression", "icm": "invoke-command",
	"gv": "get-variable", "sv": "set-variable", "set": "set-variable", "nv": "new-variable", "rv": "remove-variable", "clv": "clear-variable",
	"sal": "set-alias", "nal": "new-alias", "gcm": "get-command", "ipmo": "import-module", "gm": "get-member", "sls": "select-string",
	"ft": "format-table", "fl": "format-list", "fw": "format-wide", "oh": "out-host", "sleep": "start-sleep", "clear": "clear-host",
	"gc": "get-content", "cat": "get-content", "type": "get-content", "sc": "set-content", "ac": "add-content", "epcsv": "export-csv",
	"ipcsv": "import-csv", "gci": "get-childitem", "ls": "get-childitem", "dir": "get-childitem", "gi": "get-item", "gp": "get-itemproperty",
	"rvpa": "resolve-path", "gl": "get-location", "pwd": "get-location", "gps": "get-process", "ps": "get-process", "gsv": "get-service",
	"gwmi": "get-wmiobject", "gcim": "get-ciminstance", "iwr": "invoke-webrequest", "curl": "invoke-webrequest", "irm": "invoke-restmethod",
	"cp": "copy-item", "copy": "copy-item", "mv": "move-item", "move": "move-item", "ri": "remove-item", "rm": "remove-item", "del": "remove-item",
	"ni": "new-item", "md": "new-item", "mkdir": "new-item", "cd": "set-location", "chdir": "set-location", "sl": "set-location",
	"pushd": "push-location", "popd": "pop-location", "sasv": "start-service", "spsv": "stop-service", "saps": "start-process", "start": "start-process",
	"kill": "stop-process", "spps": "stop-process", "gal": "get-alias", "gu": "get-unique", "h": "get-history", "asnp": "add-pssnapin",
	"ipsn": "import-pssession", "nsn": "new-pssession", "rsn": "remove-pssession", "sp": "set-itemproperty", "gjb": "get-job", "rcjb": "receive-job",
	"sajb": "start-job", "erase": "remove-item", "rd": "remove-item", "rmdir": "remove-item", "ogv": "out-host", "lp": "out-printer",
}

// resolveAlias returns the name in lower case that a name stands for.
func (in *Interp) resolveAlias(name string) string { return strings.ToLower(in.aliased(name)) }

// aliased returns the name that a name stands for. A module before it is dropped.
func (in *Interp) aliased(name string) string {
	if i := strings.LastIndexByte(name, '\\'); i > 0 && !strings.ContainsAny(name[:i], `:\.`) {
		name = name[i+1:]
	}
	for s := in.scope; s != nil; s = s.parent {
		if target, ok := s.aliases[strings.ToLower(name)]; ok {
			return target
		}
	}
	if target, ok := aliases[strings.ToLower(name)]; ok {
		return target
	}
	return name
}
