package main

import (
	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/rules"
)

func explainCommand() *cobra.Command {
	var own ruleFlags
	cmd := &cobra.Command{
		Use:     "explain RULE",
		Short:   "Tell everything about a rule",
		Example: "  rightslint explain remedy/appeal",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			x, err := own.extra()
			if err != nil {
				return err
			}
			cat, err := rules.LoadWith(x)
			if err != nil {
				return err
			}
			r, err := cat.Find(args[0])
			if err != nil {
				return err
			}
			return report.Explain(cmd.OutOrStdout(), r, textOptions(cmd.OutOrStdout(), cat))
		},
		ValidArgsFunction: own.completeRules,
	}
	own.register(cmd)
	return cmd
}
