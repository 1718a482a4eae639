package powershell

// actions are the commands that are carried out, by name in lower case.
var actions = map[string]action{
	"get-receiveconnector":       getConnector("ReceiveConnector"),
	"set-receiveconnector":       setConnector("receiveconnector"),
	"new-receiveconnector":       newConnector("receiveconnector"),
	"remove-receiveconnector":    removeConnector("ReceiveConnector"),
	"get-sendconnector":          getConnector("SendConnector"),
	"set-sendconnector":          setConnector("sendconnector"),
	"new-sendconnector":          newConnector("sendconnector"),
	"remove-sendconnector":       removeConnector("SendConnector"),
	"get-exchangecertificate":    getCertificate,
	"enable-exchangecertificate": enableCertificate,
	"import-exchangecertificate": importCertificate,
	"export-exchangecertificate": exportCertificate,
	"new-exchangecertificate":    newCertificate,
	"remove-exchangecertificate": removeCertificate,
	"add-adpermission":           changePermission,
	"remove-adpermission":        changePermission,
	"get-adpermission":           getPermission,
}
