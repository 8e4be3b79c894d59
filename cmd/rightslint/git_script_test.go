package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/rightslint/rightslint/cmd/internal/need"
)

// TestGitScripts runs the scripts of testdata/gitscript, which drive git in a
// folder of their own.
func TestGitScripts(t *testing.T) {
	need.Tool(t, "git", "git")
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/gitscript",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			env.Setenv("GIT_CEILING_DIRECTORIES", env.WorkDir+"/..")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}
