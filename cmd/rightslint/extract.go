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
	cmd := &cobra.Command{
		Use:   "extract FILE",
		Short: "Print the text that is judged",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			doc, err := parse.ReadWith(args[0], parse.Options{Furniture: all})
			if err != nil {
				fmt.Fprintf(cmd.ErrOrStderr(), "rightslint: %s: %v\n", args[0], err)
				return exitCode(exitUnjudged)
			}
			switch format {
			case "json":
				enc := json.NewEncoder(cmd.OutOrStdout())
				enc.SetEscapeHTML(false)
				enc.SetIndent("", "  ")
				return enc.Encode(doc.Structure())
			case "text":
				_, err := io.WriteString(cmd.OutOrStdout(), doc.Text())
				return err
			}
			return fmt.Errorf("--format %q is not known; use text or json", format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, or json for the structure of the document")
	cmd.Flags().BoolVar(&all, "all", false, "all text of a PDF, running heads and page numbers included")
	return cmd
}
