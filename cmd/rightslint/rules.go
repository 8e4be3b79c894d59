package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/rules"
)

// ruleSummary is a rule as `rules --format json` prints it.
type ruleSummary struct {
	ID        string                        `json:"id"`
	Title     string                        `json:"title"`
	Right     string                        `json:"right"`
	Kinds     map[rules.Kind]rules.Severity `json:"kinds"`
	Languages []string                      `json:"languages"`
	Sources   []string                      `json:"sources"`
}

func rulesCommand() *cobra.Command {
	var format string
	var own ruleFlags
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the catalog: what is looked for, and in which kinds of documents",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			x, err := own.extra()
			if err != nil {
				return err
			}
			cat, _, err := rules.LoadBuiltinWith(x)
			if err != nil {
				return err
			}
			switch format {
			case "json":
				return rulesJSON(cmd, cat)
			case "text":
				return rulesText(cmd, cat)
			}
			return fmt.Errorf("--format %q is not known; use text or json", format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	completeWords(cmd, "format", "text", "json")
	own.register(cmd)
	cmd.AddCommand(rulesTestCommand(), rulesSchemaCommand())
	return cmd
}

func rulesJSON(cmd *cobra.Command, cat *rules.Catalog) error {
	out := make([]ruleSummary, 0, len(cat.Rules))
	for _, r := range cat.Rules {
		out = append(out, ruleSummary{r.ID, r.Title, r.Right, r.Applies, cat.LanguagesOf(r), r.Sources})
	}
	enc := json.NewEncoder(cmd.OutOrStdout())
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func rulesText(cmd *cobra.Command, cat *rules.Catalog) error {
	w := cmd.OutOrStdout()
	family := ""
	for _, r := range cat.Rules {
		if f, _, _ := strings.Cut(r.ID, "/"); f != family {
			if family != "" {
				fmt.Fprintln(w)
			}
			family = f
		}
		fmt.Fprintf(w, "%-40s %s\n", r.ID, r.Title)
		var kinds []string
		for _, k := range rules.Kinds {
			if s := r.Applies[k]; s != "" {
				kinds = append(kinds, fmt.Sprintf("%s: %s", k, s))
			}
		}
		fmt.Fprintf(w, "%-40s %s\n", "", strings.Join(kinds, ", "))
	}
	return nil
}
