package main

import (
	"github.com/spf13/cobra"

	"github.com/rightslint/rightslint/lint"
	"github.com/rightslint/rightslint/lint/report"
	"github.com/rightslint/rightslint/rules"
)

func rulesTestCommand() *cobra.Command {
	var only []string
	cmd := &cobra.Command{
		Use:   "test [FOLDER|FILE]...",
		Short: "Judge the cases that rules carry, and the wording that they suggest",
		Long: `Judge the cases that rules carry, and the wording that they suggest, which must
satisfy them. Folders and files are rules of your own; without any, the built-in
rules are tested.

Exit codes: 0 every passage is judged as its file says; 1 some are not; 2 wrong
usage or a broken rule file.`,
		Example: "  rightslint rules test house-rules/\n  rightslint rules test --rule remedy/appeal",
		RunE: func(cmd *cobra.Command, args []string) error {
			x, err := extraOf(args)
			if err != nil {
				return err
			}
			cat, err := rules.LoadWith(x)
			if err != nil {
				return err
			}
			tested, err := testedRules(cat, only, len(args) > 0)
			if err != nil {
				return err
			}
			results, err := lint.TestRules(cat, tested)
			if err != nil {
				return err
			}
			w := cmd.OutOrStdout()
			if err := report.RuleTests(w, results, textOptions(w, cat)); err != nil {
				return err
			}
			for _, r := range results {
				if len(r.Failures) > 0 {
					return exitCode(exitFindings)
				}
			}
			return nil
		},
	}
	cmd.Flags().StringArrayVar(&only, "rule", nil, "test only the rule with this id; may be given several times")
	err := cmd.RegisterFlagCompletionFunc("rule", func(cmd *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return (&ruleFlags{args}).completeRules(cmd, nil, toComplete)
	})
	if err != nil {
		panic(err) // the flag was made just above
	}
	return cmd
}

// testedRules returns the rules with the ids, or all, of which custom keeps
// those that do not come with the program.
func testedRules(cat *rules.Catalog, ids []string, custom bool) ([]*rules.Rule, error) {
	var out []*rules.Rule
	for _, id := range ids {
		r, err := cat.Find(id)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	if len(ids) > 0 {
		return out, nil
	}
	for _, r := range cat.Rules {
		if !custom || r.Origin != "" {
			out = append(out, r)
		}
	}
	return out, nil
}

func rulesSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of rule files, for editors",
		Long: `Print the JSON Schema of rule files. An editor that knows YAML checks a rule as it
is written, and explains each field, when the file begins with the line

  # yaml-language-server: $schema=rule.schema.json

and the schema stands beside it under that name.`,
		Example: "  rightslint rules schema > house-rules/rule.schema.json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(rules.Schema())
			return err
		},
	}
}
