package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint/cache"
)

func cacheCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cache",
		Short: "Say where verdicts are kept between runs, and how much",
		Long: `Say where verdicts are kept between runs, and how much.

A document that has not changed is not judged again: “check” keeps its verdict,
by the content of the document, the rules and the options. What is kept quotes
the document. It stays on this machine, in files that only you can read; it goes
after a month without use, or when all together takes more than 256 MB. Nothing
is kept of documents that need a password, and nothing with --no-cache.`,
		Example: "  rightslint cache\n  rightslint cache clean",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := cache.Dir()
			if err != nil {
				return errNoCacheFolder
			}
			entries, bytes := cache.Size(dir)
			fmt.Fprintf(cmd.OutOrStdout(), "%s\n%d entries, %.1f MB\n", dir, entries, float64(bytes)/(1<<20))
			return nil
		},
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "clean",
		Short: "Remove everything that is kept",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			dir, err := cache.Dir()
			if err != nil {
				return errNoCacheFolder
			}
			if err := cache.Clean(dir); err != nil {
				return fmt.Errorf("not everything could be removed: %w", err)
			}
			return nil
		},
	})
	return cmd
}
