package model

import (
	"strings"
	"testing"
	"unsafe"
)

func TestATextThatStandsInWhatIsKeptIsAPartOfThat(t *testing.T) {
	k := NewTable().NewKeeper()
	kept := k.Keep(`["mail.contoso.com", "Relay"]`)
	list := k.Value([]any{"mail.contoso.com", "relay"}, kept).([]any)
	equal(t, "the list", list, []any{"mail.contoso.com", "relay"})
	within := func(text, whole string) bool {
		at, from := uintptr(unsafe.Pointer(unsafe.StringData(text))), uintptr(unsafe.Pointer(unsafe.StringData(whole)))
		return from <= at && at < from+uintptr(len(whole))
	}
	equal(t, "what stands there", within(list[0].(string), kept), true)
	equal(t, "what is written in another way", within(list[1].(string), kept), false)
	long := k.Keep("mail.contoso.com" + strings.Repeat(" ", textsTogether))
	equal(t, "what stands in a long text", within(k.Value("mail.contoso.com", long).(string), long), false)
}
