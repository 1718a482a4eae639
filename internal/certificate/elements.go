package certificate

import "encoding/asn1"

// elements takes the contents of a sequence or set apart, without looking into the
// parts. whole is false if it met one that it couldn't read: those before it are
// returned.
func elements(data []byte) (list []asn1.RawValue, whole bool) {
	for len(data) > 0 {
		var element asn1.RawValue
		rest, err := asn1.Unmarshal(data, &element)
		if err != nil {
			return list, false
		}
		list, data = append(list, element), rest
	}
	return list, true
}

func isSequence(value asn1.RawValue) bool {
	return isUniversal(value, asn1.TagSequence) && value.IsCompound
}

func isUniversal(value asn1.RawValue, tag int) bool {
	return value.Class == asn1.ClassUniversal && value.Tag == tag && len(value.FullBytes) > 0
}

// isContext reports whether a value has one of the numbers in square brackets that
// RFC 5280 gives to optional parts.
func isContext(value asn1.RawValue, tag int) bool {
	return value.Class == asn1.ClassContextSpecific && value.Tag == tag
}

// identifier reads an object identifier in the dotted form.
func identifier(value asn1.RawValue) (string, bool) {
	var id asn1.ObjectIdentifier
	if _, err := asn1.Unmarshal(value.FullBytes, &id); err != nil {
		return "", false
	}
	return id.String(), true
}

// algorithm reads the object identifier of an AlgorithmIdentifier and its parameters
// (RFC 5280, section 4.1.1.2).
func algorithm(value asn1.RawValue) (id string, parameters asn1.RawValue, ok bool) {
	parts, _ := elements(value.Bytes)
	if !isSequence(value) || len(parts) == 0 {
		return "", asn1.RawValue{}, false
	}
	if len(parts) > 1 {
		parameters = parts[1]
	}
	id, ok = identifier(parts[0])
	return id, parameters, ok
}
