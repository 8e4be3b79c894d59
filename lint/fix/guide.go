package fix

import "slices"

// rights gives the sections for several safeguards of one right their heading,
// in the order in which new sections stand: what is owed first, how it is
// enforced last.
var rights = []struct{ right, heading string }{
	{"privacy", "Protection of personal data"},
	{"rights of the child", "Children"},
	{"non-discrimination", "Equality and access"},
	{"human agency", "Automated systems and human decisions"},
	{"expression", "Freedom of expression"},
	{"assembly", "Peaceful assembly"},
	{"security of person", "Safety of persons"},
	{"just and favourable conditions of work", "Protection of workers"},
	{"benefit from scientific progress", "Open standards"},
	{"clean, healthy and sustainable environment", "Environment"},
	{"effective remedy", "Complaints, appeals and redress"},
	{"accountability", "Accountability"},
	{"clear law", "Clarity"},
}

// order is the order in which safeguards stand in one section.
var order = []string{
	"privacy/data-minimisation",
	"privacy/purpose-limitation",
	"privacy/consent",
	"privacy/sensitive-data",
	"privacy/sharing-limits",
	"privacy/cross-border-transfer",
	"privacy/retention-limit",
	"privacy/security",
	"privacy/breach-notification",
	"privacy/individual-rights",
	"privacy/encryption",
	"privacy/government-access",
	"privacy/surveillance-limits",
	"equality/children",
	"equality/non-discrimination",
	"equality/bias-testing",
	"equality/accessibility",
	"equality/inclusive-access",
	"agency/automation-disclosure",
	"agency/explanation",
	"agency/human-oversight",
	"agency/human-review",
	"agency/worker-protection",
	"expression/restriction-test",
	"expression/content-rules-clarity",
	"expression/judicial-order-for-removal",
	"expression/no-general-monitoring",
	"expression/public-interest-exemption",
	"expression/transparency-reporting",
	"shutdown/network-shutdown-limits",
	"assembly/protest-protection",
	"safety/online-violence",
	"inclusion/open-standards",
	"environment/footprint",
	"remedy/notice-and-reasons",
	"remedy/complaint-channel",
	"remedy/appeal",
	"remedy/time-limits",
	"remedy/independent-review",
	"remedy/redress",
	"remedy/whistleblower-protection",
	"shutdown/service-ending",
	"shutdown/exit-and-data-return",
	"accountability/human-rights-commitment",
	"accountability/due-diligence",
	"accountability/conflict-due-diligence",
	"accountability/impact-assessment",
	"accountability/public-participation",
	"accountability/prohibited-uses",
	"accountability/change-notice",
	"accountability/supply-chain",
	"accountability/record-keeping",
	"accountability/incident-reporting",
	"accountability/independent-audit",
	"accountability/oversight-body",
	"accountability/public-transparency",
	"accountability/enforcement",
	"shutdown/sunset-and-review",
	"shutdown/system-stop",
}

// orderOf returns the place of a safeguard in the order; one that is not there
// goes last.
func orderOf(rule string) int {
	if i := slices.Index(order, rule); i >= 0 {
		return i
	}
	return len(order)
}

// rightOf returns the place of a right in the order, and the heading of its
// section.
func rightOf(right string) (at int, heading string) {
	for i := range rights {
		if rights[i].right == right {
			return i, rights[i].heading
		}
	}
	return len(rights), right
}
