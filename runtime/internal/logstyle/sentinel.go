package logstyle

import "bytes"

// Sentinel is what ends the logs of an activation: a line of each stream that holds it. (apache/openwhisk:
// Container.ACTIVATION_LOG_SENTINEL)
const Sentinel = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX"

// Guard returns a line in which no value has the sentinel, or what a caller sends could end the logs of a call before
// its other lines, which OpenWhisk would then take for those of the next call. In JSON the value stays the same.
func Guard(line []byte) []byte {
	var safe []byte
	for i := 0; ; i++ { // bytes.Index would make programs larger
		k := bytes.IndexByte(line[i:], Sentinel[0])
		if k < 0 {
			break
		}
		if i += k; len(line)-i >= len(Sentinel) && string(line[i:][:len(Sentinel)]) == Sentinel {
			safe = append(append(safe, line[:i+len("XXX")]...), `\u005f`...)
			line, i = line[i+len("XXX_"):], -1
		}
	}
	if safe == nil {
		return line
	}
	return append(safe, line...)
}
