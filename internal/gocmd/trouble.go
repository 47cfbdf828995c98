package gocmd

import (
	"os"
	"regexp"
)

// A Trouble is what keeps the go command from its work, whatever the source is: no room, no build cache, a variable
// that makes no sense. Who asked may mend the environment, and ask again.
type Trouble struct {
	Text   string // one line of the go command
	Remedy string // what to do about it
}

func (t *Trouble) Error() string { return t.Text + "; " + t.Remedy }

// TroubleIn returns the Trouble that the go command speaks of in what it has printed, or nil. Of several it is the one that explains
// the others: where there is no room, files are missing later.
func TroubleIn(printed string) *Trouble {
	for _, known := range troubles {
		if found := known.line.FindStringSubmatch(printed); found != nil {
			return &Trouble{found[1], known.remedy(found[len(found)-1])}
		}
	}
	return nil
}

// troubles are what lines of the go command say, or how they end: not what a compiler says of a source, which quotes it.
var troubles = []struct {
	line   *regexp.Regexp
	remedy func(name string) string // name is what the last group has found
}{
	{line(`.*: (?i:no space left on device|disk quota exceeded|there is not enough space on the disk\.)`), do("make room there")},
	{line(`.*: (?:too many open files|cannot allocate memory|resource temporarily unavailable)`), do("end what takes so much of it")},
	{line(`.*: signal: killed`), do("there may be too little memory")},
	{line(`failed to initialize build cache at .*`), do(setCache)},
	{line(`build cache is required, but could not be located: .*`), do(setCache)},
	{line(`.*open \S*[/\\][0-9a-f]{2}[/\\][0-9a-f]{64}-[ad]: (?:permission denied|Access is denied\.)`), do(setCache)},
	{line(`creating work dir: .*`), setTemp},
	{line(`.*: read-only file system`), do("put GOCACHE and TMPDIR where files can be written")},
	{line(`module cache not found: .*`), do("set HOME, or GOMODCACHE to the path of a directory")},
	{line(`.*cache entry not found: open .*`), do(cleanCache)},
	{line(`.*package unsafe is not in std .*`), do(cleanCache)}, // each program has it
	{line(`(?:parsing )?\$(GOFLAGS): .*`), unset},
	{line(`-mod=\S* not supported \(can be .*`), func(string) string { return unset("GOFLAGS") }},
	{line(`cannot find (GOROOT) directory: .*`), unset},
	{line(`.* cannot be used with (GO111MODULE)=off`), unset},
	{line(`reading go\.work: open .*`), func(string) string { return unset("GOWORK") }},
	{line(`(?:invalid|unknown) (GO[A-Z0-9]+)\b.*`), unset},
	{line(`(GO[A-Z0-9]+) entry is relative; .*`), unset},
}

const (
	setCache   = "set GOCACHE to the path of a directory that can be written"
	cleanCache = "see that there is room for the build cache, and run: go clean -cache"
)

// line matches a line, and finds it without names of programs in front.
func line(pattern string) *regexp.Regexp {
	return regexp.MustCompile(`(?m)^(?:go(?: list)?: |err: exit status \d+: stderr: )*(` + pattern + `)$`)
}

// ModulesOff is the Trouble of who has turned modules off.
func ModulesOff() *Trouble {
	const name = "GO111MODULE"
	return &Trouble{name + " is off, and owgen knows packages in modules only", unset(name)}
}

// do is a remedy that is always the same.
func do(remedy string) func(string) string { return func(string) string { return remedy } }

// setTemp is what to do if there cannot be temporary files.
func setTemp(string) string {
	const preferred = "GOTMPDIR"
	if os.Getenv(preferred) != "" {
		return "set " + preferred + " to a directory for temporary files"
	}
	return "set TMPDIR to a directory for temporary files"
}

// unset is what to do about a variable of the environment, which go env -w may have set, too.
func unset(name string) string {
	if os.Getenv(name) == "" {
		return "run: go env -u " + name
	}
	return "mend the variable " + name + ", or unset it"
}
