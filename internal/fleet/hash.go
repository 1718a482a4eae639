package fleet

import (
	"crypto/sha256"
	"encoding/binary"
)

// hash makes 32 bytes of a text and a number.
func hash(text string, number int) [32]byte {
	return sha256.Sum256(binary.BigEndian.AppendUint64([]byte(text), uint64(number)))
}
