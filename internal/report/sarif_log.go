package report

import "encoding/json"

// The part of SARIF 2.1.0 that exchlint writes, as the standard names it. Ready-made
// libraries write null or empty members that GitHub and the schema refuse.

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool               sarifTool                `json:"tool"`
	Invocations        []sarifInvocation        `json:"invocations"`
	OriginalURIBaseIDs map[string]sarifArtifact `json:"originalUriBaseIds"`
	AutomationDetails  *sarifDetails            `json:"automationDetails,omitempty"`
	Taxonomies         []sarifTaxonomy          `json:"taxonomies,omitempty"`
	ColumnKind         string                   `json:"columnKind"`
	Results            []sarifResult            `json:"results"` // GitHub wants it also where it is empty
}

type sarifDetails struct {
	ID string `json:"id"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string            `json:"name"`
	FullName       string            `json:"fullName"`
	Version        string            `json:"version,omitempty"`
	InformationURI string            `json:"informationUri"`
	Rules          []sarifDescriptor `json:"rules"`
	Notifications  []sarifDescriptor `json:"notifications"`

	SupportedTaxonomies []sarifComponent `json:"supportedTaxonomies,omitempty"`
}

// sarifDescriptor describes a rule or a kind of notification.
type sarifDescriptor struct {
	ID                   string               `json:"id"`
	Name                 string               `json:"name"`
	ShortDescription     sarifText            `json:"shortDescription"`
	FullDescription      sarifText            `json:"fullDescription"`
	DefaultConfiguration sarifConfiguration   `json:"defaultConfiguration"`
	HelpURI              string               `json:"helpUri,omitempty"`
	Help                 sarifText            `json:"help"`
	Properties           *sarifRuleProperties `json:"properties,omitempty"`
	Relationships        []sarifRelationship  `json:"relationships,omitempty"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifConfiguration struct {
	Level string `json:"level"`
}

// sarifRuleProperties are GitHub's own names.
type sarifRuleProperties struct {
	Precision        string   `json:"precision"`
	ProblemSeverity  string   `json:"problem.severity"`
	SecuritySeverity string   `json:"security-severity,omitempty"`
	Tags             []string `json:"tags"`
}

type sarifInvocation struct {
	ExecutionSuccessful bool                `json:"executionSuccessful"`
	ExitCode            int                 `json:"exitCode"`
	ExitCodeDescription string              `json:"exitCodeDescription"`
	Overrides           []sarifOverride     `json:"ruleConfigurationOverrides,omitempty"`
	Notifications       []sarifNotification `json:"toolExecutionNotifications"`
}

type sarifNotification struct {
	Descriptor     sarifReference  `json:"descriptor"`
	AssociatedRule *sarifReference `json:"associatedRule,omitempty"`
	Level          string          `json:"level"`
	Message        sarifText       `json:"message"`
	Locations      []sarifLocation `json:"locations,omitempty"`
}

type sarifReference struct {
	ID    string `json:"id"`
	Index int    `json:"index"`
}

type sarifResult struct {
	RuleID              string             `json:"ruleId"`
	RuleIndex           int                `json:"ruleIndex"`
	Kind                string             `json:"kind,omitempty"`
	Level               string             `json:"level"`
	BaselineState       string             `json:"baselineState,omitempty"`
	Message             sarifText          `json:"message"`
	Locations           []sarifLocation    `json:"locations"`
	RelatedLocations    []sarifLocation    `json:"relatedLocations,omitempty"`
	PartialFingerprints sarifFingerprints  `json:"partialFingerprints,omitzero"`
	Suppressions        []sarifSuppression `json:"suppressions,omitzero"` // empty says more than absent
	Properties          *sarifResultDetail `json:"properties,omitempty"`
}

type sarifResultDetail struct {
	Value json.RawMessage `json:"value"` // of the property at fault
}

type sarifFingerprints struct {
	Own     string `json:"exchlint/v1,omitempty"`
	Primary string `json:"primaryLocationLineHash,omitempty"` // the one that GitHub reads
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification"`
}

type sarifLocation struct {
	ID               int            `json:"id,omitempty"`
	PhysicalLocation *sarifPhysical `json:"physicalLocation,omitempty"`
	LogicalLocations []sarifLogical `json:"logicalLocations,omitempty"`
	Message          *sarifText     `json:"message,omitempty"`
}

type sarifPhysical struct {
	ArtifactLocation sarifArtifact `json:"artifactLocation"`
	Region           *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI         string     `json:"uri,omitempty"`
	URIBaseID   string     `json:"uriBaseId,omitempty"`
	Description *sarifText `json:"description,omitempty"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type sarifLogical struct {
	FullyQualifiedName string              `json:"fullyQualifiedName"`
	Kind               string              `json:"kind"`
	Properties         *sarifLogicalDetail `json:"properties,omitempty"`
}

type sarifLogicalDetail struct {
	Property string `json:"property"`
}

// sarifOverride is what the configuration makes of a rule.
type sarifOverride struct {
	Configuration sarifOverriding    `json:"configuration"`
	Descriptor    sarifOverriddenRef `json:"descriptor"`
}

type sarifOverriding struct {
	Enabled *bool  `json:"enabled,omitempty"`
	Level   string `json:"level,omitempty"`
}

// sarifOverriddenRef has no index for a rule that did not run.
type sarifOverriddenRef struct {
	ID    string `json:"id"`
	Index *int   `json:"index,omitempty"`
}
