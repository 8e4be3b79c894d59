// Package need finds the programs that end-to-end tests drive: a browser, an
// office suite, git tools. A test that needs one which is not there fails,
// because a test that passes unrun proves nothing; on a machine without them
// `.ci/test --without-tools` skips such tests, with a message for each.
package need

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// WithoutTools is the environment variable that, set to anything, skips tests
// whose program is not installed instead of failing them.
const WithoutTools = "RIGHTSLINT_WITHOUT_TOOLS"

// Tool returns the path of a program. When it is not installed, the test fails,
// or is skipped where WithoutTools is set; debian names the package that has
// the program.
func Tool(t testing.TB, program, debian string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		lacking(t, "%s is not installed (Debian package %s)", program, debian)
	}
	return path
}

// Module returns the path of a file below the npm packages that .ci/run
// installs, such as "axe-core/axe.min.js". When it is not there, the test fails
// or is skipped like those of Tool.
func Module(t testing.TB, file string) string {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	path := filepath.Join(filepath.Dir(here), "..", "..", "..", ".ci", "node_modules", filepath.FromSlash(file))
	if _, err := os.Stat(path); err != nil {
		lacking(t, "%s is not installed (npm install --prefix .ci --no-package-lock)", file)
	}
	return path
}

func lacking(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv(WithoutTools) != "" {
		t.Skipf(format, args...)
	}
	t.Fatalf(format+"; .ci/run installs what tests need, .ci/test --without-tools skips them", args...)
}
