package powershell

import (
	"strings"

	"github.com/exchlint/exchlint/schema"
)

// exchangeKind is a kind of object with the names of its properties as parameters have them.
type exchangeKind struct {
	*schema.Kind
	names map[string]string // by parameter in lower case
}

// property returns the property that a parameter sets.
func (k *exchangeKind) property(parameter string) (string, bool) {
	name, ok := k.names[strings.ToLower(parameter)]
	return name, ok
}

// kinds are those that scripts may change, by the cmdlets' noun in lower case.
var kinds = map[string]*exchangeKind{
	"receiveconnector":    newKind("ReceiveConnector"),
	"sendconnector":       newKind("SendConnector"),
	"exchangecertificate": newKind("ExchangeCertificate"),
}

func newKind(name string) *exchangeKind {
	k := &exchangeKind{Kind: schema.Lookup(name), names: map[string]string{}}
	for _, p := range k.Properties[:k.Exported] {
		if p.Name != "Server" && p.Name != "Thumbprint" {
			k.names[strings.ToLower(p.Name)] = p.Name
		}
	}
	return k
}

// notJudged returns why a cmdlet that changes mail flow is not followed: no export of its kind is
// read. It is "" for every other.
func notJudged(name string) string {
	verb, noun, ok := strings.Cut(strings.ToLower(name), "-")
	export, judged := unread[noun]
	if !ok || !judged || verb == "get" || verb == "test" || verb == "start" || name == "update-hybridconfiguration" {
		return ""
	}
	return "no export of its objects is read: " + export + " would let it be judged"
}

// unread are the kinds of mail flow that are not judged as changes, with the cmdlet that exports
// them.
var unread = map[string]string{
	"hybridconfiguration": "Get-HybridConfiguration", "outboundconnector": "Get-OutboundConnector", "inboundconnector": "Get-InboundConnector",
	"transportconfig": "Get-TransportConfig", "transportservice": "Get-TransportService", "transportserver": "Get-TransportService",
	"frontendtransportservice": "Get-FrontendTransportService", "mailboxtransportservice": "Get-MailboxTransportService",
	"accepteddomain": "Get-AcceptedDomain", "remotedomain": "Get-RemoteDomain", "edgesubscription": "Get-EdgeSubscription",
	"intraorganizationconnector": "Get-IntraOrganizationConnector", "deliveryagentconnector": "Get-DeliveryAgentConnector",
	"foreignconnector": "Get-ForeignConnector", "authconfig": "Get-AuthConfig",
}

// isOtherCmdlet reports whether a name is that of a cmdlet of Exchange that can't touch mail flow's
// TLS.
func isOtherCmdlet(name string) bool {
	verb, noun, ok := strings.Cut(name, "-")
	if !ok || !otherVerbs[verb] {
		return false
	}
	for _, part := range otherNouns {
		if strings.HasPrefix(noun, part) {
			return true
		}
	}
	return strings.HasSuffix(noun, "virtualdirectory") || strings.HasSuffix(noun, "policy") || strings.HasSuffix(noun, "rolegroup")
}

var otherVerbs = set("get set new remove enable disable add update test start stop move mount dismount connect disconnect suspend resume search clean export import")

// otherNouns are the beginnings of what cmdlets of Exchange are about beside mail flow.
var otherNouns = strings.Fields(`mailbox mailuser mailcontact mailpublicfolder publicfolder distributiongroup dynamicdistributiongroup unifiedgroup
	user contact recipient casmailbox clientaccess database databaseavailabilitygroup organizationconfig organizationrelationship
	exchangeserver exchangeassistance servercomponentstate serverhealth healthreport servicehealth replicationhealth mapi outlook owa ecp
	activesync mobiledevice autodiscover webservices imapsettings popsettings queue message transportrule transportagent transportpipeline
	malwarefilter contentfilter senderfilter senderid senderreputation recipientfilter antispam ipallow ipblock hostedcontent
	journalrule managementrole managementscope roleassignment rolegroup addresslist globaladdresslist offlineaddressbook emailaddress
	sharing federat migration moverequest messagetracking adserversettings admin auditlog retention eventlog monitoring smtpconnectivity
	imapconnectivity popconnectivity systemmessage setting inboxrule calendar dkim`)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(words) {
		all[word] = true
	}
	return all
}
