package fix

import "strings"

// guide is what drafting a safeguard into a document takes besides its wording.
type guide struct {
	// title is the heading for the safeguard alone.
	title string
	// topics are beginnings of words by which a heading shows that its section
	// is about the safeguard: one, or all that a + joins; behind "policy/" and
	// "terms/" those that show it in documents of that kind alone.
	topics string
}

// rights gives the sections for several safeguards of one right their heading,
// in the order in which new sections stand: what is owed first, how it is
// enforced last.
var rights = []struct{ right, title, general string }{
	{"privacy", "Protection of personal data", "privacy personal data information protection"},
	{"rights of the child", "Children", "child minor"},
	{"non-discrimination", "Equality and access", "equal discriminat"},
	{"human agency", "Automated systems and human decisions", "automat algorithm artificial"},
	{"expression", "Freedom of expression", "expression speech"},
	{"assembly", "Peaceful assembly", "assembl"},
	{"security of person", "Safety of persons", "safety harass"},
	{"just and favourable conditions of work", "Protection of workers", "worker"},
	{"benefit from scientific progress", "Open standards", "interoperab"},
	{"clean, healthy and sustainable environment", "Environment", "environment sustainab"},
	{"effective remedy", "Complaints, appeals and redress", "complain appeal redress remed grievance"},
	{"accountability", "Accountability", "accountab transparen oversight"},
	{"clear law", "Clarity", ""},
}

// guides holds the safeguards in the order in which they stand in one section.
var guides = []struct {
	rule string
	guide
}{
	{"privacy/data-minimisation", guide{"Data minimisation", "minimis minimiz collect+data collect+information collect+personal collection"}},
	{"privacy/purpose-limitation", guide{"Limits of purpose", "purpose use+information use+data use+personal"}},
	{"privacy/consent", guide{"Consent", "consent"}},
	{"privacy/sensitive-data", guide{"Sensitive data", "sensitive biometric health"}},
	{"privacy/sharing-limits", guide{"Limits of disclosure", "shar+information shar+data shar+personal disclos+information disclos+data disclosure recipient"}},
	{"privacy/cross-border-transfer", guide{"Transfer to other countries", "transfer+data transfer+information transfer+international transfers cross-border"}},
	{"privacy/retention-limit", guide{"Period of storage", "retention retain storage+data storage+information storage+long keep+data keep+information keep+personal"}},
	{"privacy/security", guide{"Security of personal data", "security secure"}},
	{"privacy/breach-notification", guide{"Data breaches", "breach security compromise"}},
	{"privacy/individual-rights", guide{"Access, correction and erasure", "correction erasure rights+data rights+information rights+privacy choices policy/rights"}},
	{"privacy/encryption", guide{"Encryption and anonymity", "encrypt anonym"}},
	{"privacy/government-access", guide{"Requests from authorities", "law-enforcement government+request government+access authorit legal+request legal+process legal+demand warrant policy/authorit"}},
	{"privacy/surveillance-limits", guide{"Limits of surveillance", "surveillance intercept"}},
	{"equality/children", guide{"Children", "child minors age parent young"}},
	{"equality/non-discrimination", guide{"Non-discrimination", "discriminat equal"}},
	{"equality/bias-testing", guide{"Testing for bias", "bias fairness"}},
	{"equality/accessibility", guide{"Accessibility", "accessib disabilit 508"}},
	{"equality/inclusive-access", guide{"Access for all", "inclusi offline"}},
	{"agency/automation-disclosure", guide{"Disclosure of automated systems", "automated"}},
	{"agency/explanation", guide{"Explanation of automated decisions", "explanation explainab automated"}},
	{"agency/human-oversight", guide{"Human oversight", "human+oversight oversight+system"}},
	{"agency/human-review", guide{"Human review", "human+review automated+decision"}},
	{"agency/worker-protection", guide{"Workers", "worker"}},
	{"expression/restriction-test", guide{"Necessity and proportionality", "expression proportional"}},
	{"expression/content-rules-clarity", guide{"Grounds for restrictions", "prohibited+content prohibited+conduct content+rules community+guidelines house+rules"}},
	{"expression/judicial-order-for-removal", guide{"Orders to remove content", "content+removal content+blocking removal+orders removal+directions"}},
	{"expression/no-general-monitoring", guide{"No general monitoring", "general+monitoring"}},
	{"expression/public-interest-exemption", guide{"Work in the public interest", "journalis public+interest defences"}},
	{"expression/transparency-reporting", guide{"Transparency reports", "transparen"}},
	{"shutdown/network-shutdown-limits", guide{"Network restrictions", "suspension+service suspension+network shutdown interruption"}},
	{"assembly/protest-protection", guide{"Peaceful assembly", "assembl protest"}},
	{"safety/online-violence", guide{"Harassment and violence", "harass violence abuse safety threats"}},
	{"inclusion/open-standards", guide{"Open standards and interoperability", "open+standards interoperab"}},
	{"environment/footprint", guide{"Environmental footprint", "environment sustainab energy"}},
	{"remedy/notice-and-reasons", guide{"Notice of decisions and reasons", "reasons terms/terminat terms/suspen"}},
	{"remedy/complaint-channel", guide{"Complaints", "complain grievance"}},
	{"remedy/appeal", guide{"Appeals", "appeal reconsider"}},
	{"remedy/time-limits", guide{"Time limits", "complain appeal"}},
	{"remedy/independent-review", guide{"Independent review", "court terms/disput policy/disput appeal judicial tribunal"}},
	{"remedy/redress", guide{"Redress", "compensat redress remed"}},
	{"remedy/whistleblower-protection", guide{"Protection from retaliation", "whistle retaliat complain"}},
	{"shutdown/service-ending", guide{"End of the service", "terminat ending+service discontinu closing+account"}},
	{"shutdown/exit-and-data-return", guide{"Return of data", "exit terminat transition expir closeout"}},
	{"accountability/human-rights-commitment", guide{"Human rights", "human-rights fundamental"}},
	{"accountability/due-diligence", guide{"Human rights due diligence", "diligence"}},
	{"accountability/conflict-due-diligence", guide{"Heightened due diligence", "heightened+diligence"}},
	{"accountability/impact-assessment", guide{"Impact assessment", "impact+assessment"}},
	{"accountability/public-participation", guide{"Consultation", "consult participation"}},
	{"accountability/prohibited-uses", guide{"Prohibited uses", "prohibited+use prohibited+practices"}},
	{"accountability/change-notice", guide{"Changes", "change changes modif updat amendment"}},
	{"accountability/supply-chain", guide{"Subcontractors", "subcontract supply+chain sub-processors processors"}},
	{"accountability/record-keeping", guide{"Records", "record+keeping record-keeping logs logging audit+records"}},
	{"accountability/incident-reporting", guide{"Reporting of incidents", "incident"}},
	{"accountability/independent-audit", guide{"Independent audit", "audit"}},
	{"accountability/oversight-body", guide{"Oversight", "oversight supervis"}},
	{"accountability/public-transparency", guide{"Public information", "public+register transparen"}},
	{"accountability/enforcement", guide{"Consequences of breach", "enforce penalt sanction"}},
	{"shutdown/sunset-and-review", guide{"Expiry and review", "sunset expir+act expiry"}},
	{"shutdown/system-stop", guide{"Stopping the system", "stop+system"}},
}

// offTopic are beginnings of words of headings of other matters, which a
// safeguard's own words may share: complaints about copyright, appeals of
// bidders.
var offTopic = strings.Fields("copyright dmca trademark intellectual bid bids bidder bidding offer offeror proposal tender award evaluat scor qualif billing payment refund fee financ invoice subscription insurance warranty definition interpretation meaning contents annex appendix schedule form debarment traffick arbitra indemn transitional commencement title repeal savings disclaim limitation operator licens ownership deliverable sets takedown national default third-party advertis marketing cookie commercial")

// guideOf returns the place of a safeguard in the order, and its guide. One that
// is not in the table goes last, under its own title.
func guideOf(rule, title string) (int, guide) {
	for i := range guides {
		if guides[i].rule == rule {
			return i, guides[i].guide
		}
	}
	return len(guides), guide{title: title}
}

// rightOf returns the place of a right in the order, the heading of its section
// and the beginnings of words that name it.
func rightOf(right string) (order int, title, general string) {
	for i := range rights {
		if rights[i].right == right {
			return i, rights[i].title, rights[i].general
		}
	}
	return len(rights), right, ""
}
