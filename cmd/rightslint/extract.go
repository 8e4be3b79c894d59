package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/parse"
)

func extractCommand() *cobra.Command {
	var format string
	var all bool
	var pdf pdfFlags
	var tracked trackedFlags
	cmd := &cobra.Command{
		Use:   "extract FILE",
		Short: "Print the text that is judged",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return fmt.Errorf("--format %q is not known; use text or json", format)
			}
			reading, end, err := pdf.reader(1)
			if err != nil {
				return err
			}
			defer end()
			if err := tracked.apply(&reading); err != nil {
				return err
			}
			reading.Furniture = all
			doc, err := parse.ReadWith(args[0], reading)
			if err != nil {
				complain(cmd.ErrOrStderr(), err.Error()) // it names the file
				return exitCode(exitUnjudged)
			}
			for _, w := range doc.Warnings {
				complain(cmd.ErrOrStderr(), args[0]+": "+w)
			}
			if format == "json" {
				enc := json.NewEncoder(cmd.OutOrStdout())
				enc.SetEscapeHTML(false)
				enc.SetIndent("", "  ")
				return enc.Encode(doc.Structure())
			}
			text := doc.Text()
			if doc.Format.IsExtracted() {
				text = string(doc.Source) // the offsets of a report point into it
			}
			_, err = io.WriteString(cmd.OutOrStdout(), text)
			return err
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, or json for the structure of the document")
	cmd.Flags().BoolVar(&all, "all", false, "all text of a PDF, running heads and page numbers included")
	pdf.register(cmd.Flags())
	tracked.register(cmd.Flags())
	return cmd
}
