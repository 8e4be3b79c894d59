package diff

import (
	"strings"
	"testing"

	"github.com/rightslint/rightslint/rules"
)

const frame = "# Terms of service of Larkmoor\n\nWe are Larkmoor Ltd. (“Larkmoor”, “we”). These terms say what you may expect from us.\n\n## 1. Your data\n\nWe keep an office in Port Ellen. We publish our prices on the first page.\n\n"

// TestNamed holds that a change of wording is named for what it does to a
// promise, and that the change back is named the other way round.
func TestNamed(t *testing.T) {
	l := linter(t)
	for _, c := range []struct {
		name, old, new string
		worse          bool
		says           string // in the message
		back           string // in the message of the change back
	}{
		{
			"force", "We shall delete your messages when you close your account.", "We may delete your messages when you close your account.", true,
			"the force: “shall” became “may”", "“may” became “shall”",
		},
		{
			"force into a wish", "We will notify you before we share your data.", "We will endeavour to notify you before we share your data.", true,
			"only an effort is owed", "more than an effort is owed",
		},
		{
			"reach", "We will delete the data of users on request.", "We will delete the data of users in the EEA on request.", true,
			"it reaches fewer: “in the eea”", "it reaches more",
		},
		{
			"deadline", "We will answer your complaint within 30 days.", "We will answer your complaint within 90 days.", true,
			"the time: 30 days became 90 days", "the time: 90 days became 30 days",
		},
		{
			"warning in advance", "We will notify you at least 60 days before we close your account.", "We will notify you at least 14 days before we close your account.", true,
			"the time: 60 days became 14 days", "14 days became 60 days",
		},
		{
			"time of keeping", "We retain your messages for no longer than 30 days and then delete them.", "We retain your messages for no longer than one year and then delete them.", true,
			"the time: 30 days became one year", "one year became 30 days",
		},
		{
			"one of two times", "We confirm your complaint within two days and answer it within 14 days.", "We confirm your complaint within two days and answer it within 30 days.", true,
			"the time: 14 days became 30 days", "the time: 30 days became 14 days",
		},
		{
			"deadline dropped", "We will respond to your request within 14 days.", "We will respond to your request.", true,
			"the deadline went: 14 days", "a deadline was set: 14 days",
		},
		{
			"exception", "We do not share your messages with anybody.", "We do not share your messages with anybody, except with our partners.", true,
			"an exception was added: “except”", "an exception went",
		},
		{
			"grounds", "We will close your account only for a serious breach of these rules.", "We will close your account for a breach of these rules or any other reason.", true,
			"the grounds are open now", "the grounds are no longer open",
		},
		{
			"universal", "We will protect all messages of users by encryption.", "We will protect messages of users by encryption.", true,
			"it reaches less: “all” went", "it reaches more: “all”",
		},
		{
			"object", "We will never sell your messages, pictures or recordings.", "We will never sell your messages or recordings.", true,
			"it covers less", "it covers more",
		},
		{
			"more allowed", "We use your address only to bill you.", "We use your address only to bill you or advertise.", true,
			"more is allowed", "less is allowed",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			there := compareText(t, l, rules.TermsOfService, frame+c.old+"\n", frame+c.new+"\n")
			single(t, there, c.worse, c.says)
			back := compareText(t, l, rules.TermsOfService, frame+c.new+"\n", frame+c.old+"\n")
			single(t, back, !c.worse, c.back)
		})
	}
}

// TestReviewer holds that who decides is named where it changes from a court
// to the executive.
func TestReviewer(t *testing.T) {
	l := linter(t)
	const head = "# Data Access Bill\n\n## 1. Requests\n\nA request for the records of a person shall be in writing. The request shall name the officer who makes it.\n\n"
	r := compareText(t, l, rules.DraftRegulation,
		head+"No person's records shall be disclosed before a court has reviewed the request and notified the person.\n",
		head+"No person's records shall be disclosed before the Minister has reviewed the request and notified the person.\n")
	found := false
	for _, c := range r.Changes {
		found = found || c.Type.Worse() && (strings.Contains(c.Message, "who decides: “court” became “Minister”") || c.Rule == "red-flag/warrantless-access")
	}
	if !found {
		t.Errorf("changes: %s", list(r))
	}
}

// single holds that a result has one change, in one direction, whose message
// holds some words.
func single(t *testing.T, r *Result, worse bool, says string) {
	t.Helper()
	if len(r.Changes) != 1 {
		t.Fatalf("%d changes, want 1: %s", len(r.Changes), list(r))
	}
	c := r.Changes[0]
	if c.Type.Worse() != worse || !strings.Contains(c.Message, says) {
		t.Errorf("%s: %q, want worse %v and %q", c.Type, c.Message, worse, says)
	}
	if c.Old == nil || c.New == nil || len(c.Edits) == 0 {
		t.Errorf("the change lacks a side or the words that changed")
	}
}

func list(r *Result) string {
	var b strings.Builder
	for i := range r.Changes {
		b.WriteString("\n  " + string(r.Changes[i].Type) + " " + r.Changes[i].Rule + ": " + r.Changes[i].Message)
	}
	return b.String()
}

// TestPromises holds what counts as a promise, by dropping it.
func TestPromises(t *testing.T) {
	l := linter(t)
	for _, c := range []struct {
		name, text string
		kind       rules.Kind
		promise    bool
	}{
		{"a duty", "We will tell you at once when somebody asks us for your messages.", rules.TermsOfService, true},
		{"a bar", "We do not read your private letters.", rules.TermsOfService, true},
		{"a bar said of the name", "Larkmoor never hands your letters to advertisers, and we do not send any of them abroad.", rules.TermsOfService, true},
		{"a bound", "We only use your address to send you the bill.", rules.TermsOfService, true},
		{"a claim of people", "You can object to the use of your picture.", rules.TermsOfService, true},
		{"a claim in the passive", "A complaint may be lodged with the desk by any person.", rules.TermsOfService, true},
		{"a ban that shields people", "It is prohibited to use the service to harass children.", rules.TermsOfService, true},
		{"what a provider sells", "Our premium plan holds one hundred gigabytes.", rules.TermsOfService, false},
		{"what users owe", "You must keep your password secret and you are responsible for your account.", rules.TermsOfService, false},
		{"what users may not do", "You may not use our logo or our layout.", rules.TermsOfService, false},
		{"a disclaimer", "We are not liable for content of others that you access.", rules.TermsOfService, false},
		{"an instruction to bidders", "The bidder shall provide the address of each person in its proposal.", rules.ProcurementSpec, false},
		{"a matter of delivery", "The contractor shall deliver the plan in three copies.", rules.ProcurementSpec, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compareText(t, l, c.kind, frame+c.text+"\n", frame)
			got := false
			for i := range r.Changes {
				x := &r.Changes[i]
				got = got || x.Type.Worse() && x.Old != nil && strings.Contains(c.text, x.Old.Quote)
			}
			if got != c.promise {
				t.Errorf("reported: %v, want %v%s", got, c.promise, list(r))
			}
		})
	}
}
