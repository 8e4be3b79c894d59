package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/lint/report/html"
	"github.com/rightslint/rightslint/rules"
)

// printer prints a report in one format.
type printer func(w io.Writer, rep *lint.Report, cat *rules.Catalog) error

// format is a form in which check prints its report.
type format struct {
	name, short string
	print       printer
	// needsDoc says that the printer looks into the documents as they were
	// read, lint.Document.Doc, which the verdicts alone do not hold.
	needsDoc bool
}

// formats are those that there are: help, completion and the check of flags go
// by this table.
var formats = []format{
	{name: "text", short: "for people, on a terminal or in a file", print: printText},
	{name: "html", short: "a page to read, print and pass on, which stands alone", print: printHTML, needsDoc: true},
	{name: "json", short: "for programs: everything, by the report contract", print: bare(report.JSON)},
	{name: "sarif", short: "SARIF 2.1.0, for code scanning and editors", print: report.SARIF, needsDoc: true},
	{name: "github", short: "annotations of GitHub Actions", print: bare(report.GitHub)},
	{name: "gitlab", short: "GitLab Code Quality", print: bare(report.GitLab)},
	{name: "junit", short: "JUnit XML, for build servers", print: report.JUnit},
	{name: "rdjson", short: "reviewdog, with proposals of wording", print: bare(report.RDJSON), needsDoc: true},
	{name: "checkstyle", short: "Checkstyle XML, for build servers", print: bare(report.Checkstyle)},
	{name: "markdown", short: "a summary for a pull request", print: report.Markdown},
	{name: "csv", short: "a table for spreadsheets, a row for each finding", print: report.CSV},
}

// bare makes a printer of a function that needs no catalog.
func bare(print func(io.Writer, *lint.Report) error) printer {
	return func(w io.Writer, rep *lint.Report, _ *rules.Catalog) error { return print(w, rep) }
}

func printHTML(w io.Writer, rep *lint.Report, cat *rules.Catalog) error {
	var page bytes.Buffer
	if err := html.Write(&page, rep, html.Options{Catalog: cat}); err != nil {
		return err
	}
	// In the log of a build server this would begin a command, wherever it
	// stands in a line.
	_, err := w.Write(bytes.ReplaceAll(page.Bytes(), []byte("##["), []byte("#&#35;[")))
	return err
}

func printText(w io.Writer, rep *lint.Report, cat *rules.Catalog) error {
	return report.Text(w, rep, textOptions(w, cat))
}

// findFormat returns the format of a name.
func findFormat(name string) (format, bool) {
	for _, f := range formats {
		if f.name == name {
			return f, true
		}
	}
	return format{}, false
}

func formatNames() string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// formatHelp is the list of formats in the help of check.
func formatHelp() string {
	var out strings.Builder
	for _, f := range formats {
		fmt.Fprintf(&out, "  %-11s %s\n", f.name, f.short)
	}
	return strings.TrimRight(out.String(), "\n")
}

// outputFlags say in which formats a report is printed, and where to.
type outputFlags struct {
	format  string
	outputs []string // FORMAT=FILE

	stdout format // what goes to standard output
	files  []output
}

// output is a format with the file that it goes to.
type output struct {
	format
	path string
}

// register adds the flags to those of check.
func (f *outputFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "text", "how to print the report: "+formatNames())
	flags.StringArrayVar(&f.outputs, "output", nil, "print the report to a file as well, as `FORMAT=FILE`; may be given several times; - is standard output, in place of --format")
	complete := func(suffix string) cobra.CompletionFunc {
		return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var out []cobra.Completion
			for _, f := range formats {
				out = append(out, cobra.CompletionWithDesc(f.name+suffix, f.short))
			}
			directive := cobra.ShellCompDirectiveNoFileComp
			if suffix != "" {
				directive = cobra.ShellCompDirectiveNoSpace
			}
			return out, directive
		}
	}
	for flag, suffix := range map[string]string{"format": "", "output": "="} {
		if err := cmd.RegisterFlagCompletionFunc(flag, complete(suffix)); err != nil {
			panic(err) // the flag was made just above
		}
	}
}

// validate reads the values and refuses those that mean nothing.
func (f *outputFlags) validate(flags *pflag.FlagSet) error {
	var ok bool
	if f.stdout, ok = findFormat(f.format); !ok {
		return fmt.Errorf("--format %q is not known; use %s", f.format, formatNames())
	}
	taken := flags.Changed("format")
	seen := map[string]bool{}
	for _, value := range f.outputs {
		name, path, ok := strings.Cut(value, "=")
		form, known := findFormat(name)
		switch {
		case !ok || path == "":
			return fmt.Errorf("--output %q is not of the form FORMAT=FILE, such as sarif=report.sarif", value)
		case !known:
			return fmt.Errorf("--output %q: the format %q is not known; use %s", value, name, formatNames())
		case seen[path]:
			return fmt.Errorf("--output: two formats cannot both go to %s", path)
		case path == "-" && taken:
			return errors.New("--output FORMAT=- and --format both ask for standard output; leave one of them out")
		}
		seen[path] = true
		if path == "-" {
			f.stdout = form
			continue
		}
		f.files = append(f.files, output{form, path})
	}
	return nil
}

// spare refuses to write over a document that is to be read.
func (f *outputFlags) spare(paths []string) error {
	for _, out := range f.files {
		info, err := os.Stat(out.path)
		if err != nil {
			continue // a new file, or one of which writing will tell
		}
		for _, p := range paths {
			if doc, err := os.Stat(p); err == nil && os.SameFile(info, doc) {
				return fmt.Errorf("--output %s=%s would write over a document that is to be checked; name another file", out.name, out.path)
			}
		}
	}
	return nil
}

// needsDoc reports whether a printer looks into the documents as read.
func (f *outputFlags) needsDoc() bool {
	need := f.stdout.needsDoc
	for _, out := range f.files {
		need = need || out.needsDoc
	}
	return need
}

// print writes the files and then standard output, so that a reader who sees
// the report has the files too.
func (f *outputFlags) print(stdout io.Writer, rep *lint.Report, cat *rules.Catalog) error {
	var failed error
	for _, out := range f.files {
		err := report.WriteFile(out.path, func(w io.Writer) error { return out.format.print(w, rep, cat) })
		failed = errors.Join(failed, err)
	}
	return errors.Join(f.stdout.print(stdout, rep, cat), failed)
}
