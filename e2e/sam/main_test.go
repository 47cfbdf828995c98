package sam

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
)

// me is what TestMain leaves for the tests.
var me user.User

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, func(dir string) (err error) {
		me, err = user.New(dir)
		return err
	}))
}

// judges are the packages of Python that the tests need, with the versions that pip installs where they are missing.
var judges = []string{"aws-sam-translator==1.110.0", "cfn-lint==1.51.0"}

// python returns a Python that has the judges: that of the machine, or else one with an environment of its own.
func python(t *testing.T) string {
	t.Helper()
	const system = "python3"
	has := func(python string) error { return exec.Command(python, "-c", "import samtranslator, cfnlint").Run() }
	if has(system) == nil {
		return system
	}
	dir := t.TempDir()
	own := filepath.Join(dir, "bin", "python")
	for _, command := range [][]string{
		{system, "-m", "venv", dir},
		append([]string{own, "-m", "pip", "install", "-q", "--retries", "0", "--disable-pip-version-check"}, judges...),
	} {
		if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			// In CI, too: these packages are not Debian's, and goldens hold the templates without them.
			t.Skipf("no Python with %s: %s: %v\n%s", strings.Join(judges, " and "), strings.Join(command, " "), err, out)
		}
	}
	return own
}

// printed writes what owgen manifest lambda prints for a package into a file, and returns its path.
func printed(t *testing.T, dir string, args ...string) string {
	t.Helper()
	text, err := me.Run(dir, append([]string{"manifest", "lambda"}, args...)...)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "template.yaml")
	if err := os.WriteFile(file, []byte(text+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}
