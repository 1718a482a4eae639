package lint

// Rotation is the replacement of a certificate by another one: what that does to every connector, and
// the steps in an order that works.
type Rotation struct {
	Old, New   RotatedCertificate
	SameName   bool // both have one issuer and subject, so that no name tells them apart
	Servers    []RotationServer
	Connectors []RotatedConnector
	Plan       []RotationStep
	Outside    []OutsideStep
}

// RotatedCertificate is one of the two certificates.
type RotatedCertificate struct {
	Thumbprint, Issuer, Subject, NotAfter string
	Source                                string // of the new one: file or server
}

// RotationServer is a server that is to have the new certificate.
type RotationServer struct {
	Server               string
	HasOld, HasNew, SMTP bool // SMTP: the new one is enabled for it there
}

// RotatedConnector is what the rotation does to a connector.
type RotatedConnector struct {
	Kind, Identity string
	Effect         string // unchanged, follows, ambiguous, rebind or unknown
	Unless         string // what happens unless it is bound again: loses-starttls, fails, or "" for nothing
	Reason         string
	Location       Location
}

// RotationStep is a step of the plan, with the command that takes it back.
type RotationStep struct {
	Action            string // import, enable, rebind, clear, edge-sync, verify or remove-old
	Server, Identity  string
	Command, Rollback string
}

// OutsideStep is what no command of the plan does.
type OutsideStep struct{ What, Text string }
