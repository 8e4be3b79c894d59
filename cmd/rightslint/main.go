// Command rightslint reads policy documents and says which human-rights
// safeguards are missing, incomplete, only wished for, or taken away.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report"
)

// The exit codes, which other programs rely on.
const (
	exitClean    = 0 // nothing at or above --fail-on
	exitFindings = 1 // findings at or above --fail-on
	exitUsage    = 2 // wrong usage, configuration or rule file
	exitUnjudged = 3 // a document could not be read or judged
)

// exitCode is an error that only carries an exit code: what there is to say
// has been said.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

func main() {
	if asWorker(os.Args) {
		os.Exit(serveWorker(os.Args))
	}
	os.Exit(run())
}

func run() int {
	err := root().Execute()
	var code exitCode
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &code):
		return int(code)
	}
	complain(os.Stderr, err.Error())
	return exitUsage
}

// complain writes a message for people. It may repeat names of files and
// words of documents, which must not steer the terminal.
func complain(w io.Writer, message string) {
	lines := strings.Split(message, "\n")
	for i := range lines {
		lines[i] = report.Clean(lines[i])
	}
	fmt.Fprintln(w, "rightslint:", strings.Join(lines, "\n"))
}

func root() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rightslint",
		Short: "Find the human-rights safeguards that a technology policy lacks",
		Long: `rightslint reads terms of service, privacy policies, procurement specifications
and draft regulations (Markdown, plain text, Word, OpenDocument, web pages or
PDF) and says which human-rights safeguards are missing, incomplete, only wished
for, or taken away, with suggested wording and the standard each rests on.

Documents stay on this machine. The advice is on drafting; it is not legal advice.`,
		Version:       lint.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	cmd.SetVersionTemplate("rightslint {{.Version}}\n")
	cmd.AddCommand(
		checkCommand(),
		diffCommand(),
		historyCommand(),
		fixCommand(),
		explainCommand(),
		rulesCommand(),
		extractCommand(),
		corpusCommand(),
		serveCommand(),
		configCommand(),
		initCommand(),
		cacheCommand(),
	)
	return cmd
}
