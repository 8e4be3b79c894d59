package fix

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rightslint/rightslint/parse"
	"github.com/rightslint/rightslint/rules"
)

// names are what a document calls the parties and things of which suggested
// wording speaks. Each pair is a name of the catalog's and the document's own.
type names struct {
	pairs    []string
	sections bool // its units are sections, whose parts are subsections
	person   *thirdPerson
}

// learnNames reads what a document calls its parties and itself, from what it
// says most often. What it does not settle keeps the name of the catalog, in
// square brackets where the catalog has them.
func learnNames(d *parse.Document, kind rules.Kind) *names {
	var b strings.Builder
	for i := range d.Sentences {
		switch d.Sentences[i].Class {
		case parse.Contents, parse.Code, parse.Quotation:
		default:
			b.WriteString(d.Sentences[i].Text)
			b.WriteByte('\n')
		}
	}
	text := b.String()
	n := &names{}
	switch kind {
	case rules.ProcurementSpec:
		n.procurement(text)
	case rules.DraftRegulation:
		n.regulation(text)
	default:
		n.terms(text)
		n.person = learnPerson(text)
	}
	return n
}

// fit puts the document's own names into wording.
func (n *names) fit(text string) string {
	text = strings.NewReplacer(n.pairs...).Replace(text)
	if n.person != nil {
		text = n.person.fit(text)
	}
	return text
}

// add names a thing: each of the catalog's ways to write it becomes the
// document's, with a capital at the start of a sentence.
func (n *names) add(own string, ways ...string) {
	for _, w := range ways {
		if up := upperFirst(w); up != w {
			n.pairs = append(n.pairs, up, upperFirst(own))
		}
		n.pairs = append(n.pairs, w, own)
	}
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

var (
	// subject finds who shall or may do something.
	subject = regexp.MustCompile(`\b(?:[Tt]he|[Aa]n?|[Ee]very|[Ee]ach) ([A-Z][\w-]*(?: [A-Z][\w-]*){0,2}|(?:[a-z-]+ )??[a-z-]*(?:contractor|supplier|vendor|consultant|provider|operator|controller|licensee|intermediary|party)) (?:shall|must|may|will)\b`)
	// named finds every mention of something with a capital.
	named = regexp.MustCompile(`\bthe ([A-Z][\w-]*(?: [A-Z][\w-]*){0,2})`)
	// initials finds a name of capital letters that acts without an article.
	initials = regexp.MustCompile(`(?:^|[^e] |\n)([A-Z]{3,6}) (?:shall|must|may|will|reserves|intends|requires)\b`)
	// itself finds what a document calls itself.
	itself = regexp.MustCompile(`\b[Tt](?:his|hese) (Act|Bill|Law|Regulations?|Ordinance|Decree|Code|Directive|[Cc]hapter|[Cc]ontract|[Aa]greement|Clauses|(?:User |Service |Licen[sc]e )?Agreement|[Tt]erms of (?:Service|Use)|[Tt]erms|(?:[Pp]rivacy |Cookie )?(?:[Pp]olicy|[Nn]otice|Statement)|[Gg]uidelines)\b`)
	// service finds what a service is called.
	service = regexp.MustCompile(`\b(?:[Tt]he|[Oo]ur) ((?:[A-Z]\w+ )?(?:Services|services|Service|service|Platform|platform|Apps?|app|Site|site|Website|website|Products?|Software))\b`)
)

// tally counts what the pattern finds, and returns the names in the order of how
// often they stand, those of the same count in the order of the text.
func tally(re *regexp.Regexp, text string, keep func(string) bool) (list []string, counts map[string]int) {
	counts = map[string]int{}
	for _, m := range re.FindAllStringSubmatch(text, -1) {
		if keep != nil && !keep(m[1]) {
			continue
		}
		if counts[m[1]]++; counts[m[1]] == 1 {
			list = append(list, m[1])
		}
	}
	slices.SortStableFunc(list, func(a, b string) int { return counts[b] - counts[a] })
	return list, counts
}

var (
	vendorWords  = set("contractor supplier vendor consultant integrator")
	clientWords  = set("client buyer customer purchaser agency department government council county city state ministry authority organisation organization corporation municipality institution employer owner")
	notBodies    = set("court tribunal president parliament person applicant system systems contractor supplier vendor provider party chairman chairperson secretary officer judge union states state institution act part schedule forces regulation data member members")
	actorWords   = set("provider operator licensee controller intermediary party")
	notOperators = set("third other such first")
)

func last(name string) string {
	return strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])
}

// procurement learns the parties to a contract, the system and the contract.
func (n *names) procurement(text string) {
	vendor, _ := tally(subject, text, func(s string) bool { return vendorWords[last(s)] || vendorWords[definedAs(text, s)] })
	client, counts := tally(named, text, func(s string) bool { return clientWords[last(s)] || clientWords[definedAs(text, s)] })
	if len(vendor) > 0 {
		n.add("the "+vendor[0], "the Supplier")
	}
	buyer := "the [Client]"
	short, times := tally(initials, text, func(s string) bool { return clientWords[definedAs(text, s)] })
	switch {
	case len(short) > 0 && (len(client) == 0 || client[0] == short[0] || times[short[0]] > counts[client[0]]):
		buyer = short[0] // such names stand without an article
	case len(client) > 0:
		buyer = "the " + client[0]
	}
	n.add(buyer+"'s", "the [Buyer's]", "the [Client's]")
	n.add(buyer, "the [Client]", "[the Client]", "the Client", "the [Buyer]", "the Buyer")
	n.system(text)
	n.add(ownName(text, "this contract", set("contract Contract agreement Agreement Clauses")), "this [Contract]", "this Contract", "the [Contract]", "the contract")
}

// system learns what a tender calls the system that is bought.
func (n *names) system(text string) {
	switch ai, plain := strings.Count(text, "the AI System"), strings.Count(text, "the System")+strings.Count(text, "The System"); {
	case ai >= 3 && ai > plain:
		n.add("the AI System", "the System", "the system")
	case plain >= 2:
		n.add("the System", "the system")
	default:
		n.add("the system", "the System")
	}
}

// definedAs returns the word of a class of parties for which a quoted name was
// introduced: contractor for “system integrator (the "SI")”; or "".
func definedAs(text, name string) string {
	for _, quote := range []string{"\"" + name + "\"", "“" + name + "”", "\"the " + name + "\"", "“the " + name + "”", "(" + name + ")"} {
		i := strings.Index(text, quote)
		if i < 0 {
			continue
		}
		words := strings.FieldsFunc(strings.ToLower(text[max(0, i-80):i]), func(r rune) bool { return r < 'a' || r > 'z' })
		for k := len(words) - 1; k >= 0; k-- {
			w := strings.TrimSuffix(words[k], "s")
			if vendorWords[w] || clientWords[w] {
				return w
			}
		}
	}
	return ""
}

// ownName returns what a document calls itself most often among some names, with
// "this" or "these"; else the name given.
func ownName(text, otherwise string, among map[string]bool) string {
	list, _ := tally(itself, text, func(s string) bool { return among[s] || among[last(s)] || among[s[strings.LastIndexByte(s, ' ')+1:]] })
	if len(list) == 0 {
		return otherwise
	}
	if l := last(list[0]); l == "clauses" || l == "regulations" || l == "guidelines" || strings.HasPrefix(strings.ToLower(list[0]), "terms") {
		return "these " + list[0]
	}
	return "this " + list[0]
}

// regulation learns what a law calls itself, the authority on whom most of its
// powers and duties lie, and those whom it regulates.
func (n *names) regulation(text string) {
	act := ownName(text, "this [Act]", set("Act Bill Law Regulation Regulations Ordinance Decree Code Directive chapter Chapter"))
	n.add(act, "this [Act]", "this Act")
	n.sections = !strings.Contains(text, "Article ") && !strings.Contains(act, "Regulation")
	bodies, counts := tally(subject, text, func(s string) bool { return s[0] <= 'Z' && !notBodies[last(s)] })
	all := 0
	for _, c := range counts {
		all += c
	}
	// In an act of a union, duties lie on many; who is meant is the drafter's choice.
	if len(bodies) > 0 && counts[bodies[0]] >= 3 && counts[bodies[0]]*5 >= all*3 && !strings.Contains(text, "Member State") {
		n.add("the "+bodies[0], "the [Authority]")
	}
	actors, counts := tally(subject, text, func(s string) bool {
		first, _, _ := strings.Cut(s, " ")
		return s[0] >= 'a' && actorWords[last(s)] && !notOperators[first]
	})
	if len(actors) > 0 && counts[actors[0]] >= 3 {
		article := "a "
		if strings.ContainsRune("aeio", rune(actors[0][0])) {
			article = "an "
		}
		n.add(article+actors[0], "a [provider]")
	}
}

// terms learns what terms or a policy call themselves and the service.
func (n *names) terms(text string) {
	n.add(ownName(text, "these terms", set("terms Terms agreement Agreement Service Use guidelines Guidelines")), "these terms", "these Terms")
	n.add(ownName(text, "this policy", set("policy Policy notice Notice Statement")), "this policy", "this privacy policy")
	called := "service"
	if list, counts := tally(service, text, nil); len(list) > 0 && counts[list[0]] >= 2 {
		called = list[0]
	}
	n.add("the "+called, "the service", "the Service", "[the service]")
	n.add("our "+called, "our service", "our Service")
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
