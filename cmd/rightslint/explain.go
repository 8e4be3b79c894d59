package main

import (
	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/rules"
)

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "explain RULE",
		Short:   "Tell everything about a rule",
		Example: "  rightslint explain remedy/appeal",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cat, err := rules.Load(rules.Builtin())
			if err != nil {
				return err
			}
			r, err := cat.Find(args[0])
			if err != nil {
				return err
			}
			return report.Explain(cmd.OutOrStdout(), r, textOptions(cmd.OutOrStdout(), cat))
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			cat, _, err := rules.LoadBuiltin()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			var ids []string
			for _, r := range cat.Rules {
				ids = append(ids, r.ID)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
	}
}
