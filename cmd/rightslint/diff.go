package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/diff"
)

func diffCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what a new version did to people's rights",
		Args:  cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			_, linter, err := load()
			if err != nil {
				return err
			}
			r, err := diff.Files(linter, args[0], args[1], lint.Options{})
			if err != nil {
				return err
			}
			enc := json.NewEncoder(cmd.OutOrStdout())
			enc.SetIndent("", "  ")
			enc.SetEscapeHTML(false)
			return enc.Encode(r)
		},
	}
	return cmd
}
