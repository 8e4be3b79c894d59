package web

import (
	"strconv"
	"strings"
)

// element is an element that is open.
type element struct {
	name    string
	sort    sort
	skip    bool // its content is no text
	main    bool // it holds the main text
	head    bool // it is the head of the page
	note    bool // it holds footnotes
	bold    bool
	link    linkKind
	heading int // level
	list    *list
	at      int // length of the paragraph at which it began
}

type linkKind uint8

const (
	noLink linkKind = iota
	localLink
	outerLink
)

// voids are the elements without an end.
var voids = set("area base br col embed hr img input link meta param source track wbr")

// blocks are the elements that begin and end paragraphs.
var blocks = set("address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul")

// endsP are those of them that end an open paragraph (13.1.2.4).
var endsP = set("address article aside blockquote center details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul")

// unseen are the elements whose content is no text of the page.
var unseen = set("script style head template noscript nav svg iframe object audio video canvas map select option datalist textarea button dialog noframes applet rt rp")

func set(names string) map[string]bool {
	out := map[string]bool{}
	for _, n := range strings.Fields(names) {
		out[n] = true
	}
	return out
}

// attributes are those of a tag that matter.
type attributes map[string]string

// isHidden reports whether attributes say that an element is not shown.
func (a attributes) isHidden() bool {
	if _, ok := a["hidden"]; ok && a["hidden"] != "until-found" || a["aria-hidden"] == "true" {
		return true
	}
	style := strings.ToLower(strings.ReplaceAll(a["style"], " ", ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// isBold reports whether the style of an element is bold.
func (a attributes) isBold() bool {
	style := strings.ToLower(strings.ReplaceAll(a["style"], " ", ""))
	_, weight, ok := strings.Cut(style, "font-weight:")
	return ok && (strings.HasPrefix(weight, "bold") || len(weight) > 2 && weight[0] >= '6' && weight[0] <= '9' && weight[1] == '0')
}

// apart are the roles of elements that are no part of the main text (WAI-ARIA
// 1.2, 5.3.4, and DPUB-ARIA 1.1).
var apart = set("navigation contentinfo search dialog alertdialog menu menubar toolbar tablist doc-backlink doc-toc doc-pagebreak")

// vendors are names in the ids and classes of cookie banners.
var vendors = [...]string{"onetrust-", "cybotcookiebot", "usercentrics", "didomi", "qc-cmp", "truste_", "cookieconsent", "osano-cm", "iubenda-cs", "moove_gdpr", "cky-consent", "cmplz-", "cookie-law-info", "sp_message_container"}

// isBanner reports whether the id and classes of an element are those of a
// cookie banner, a skip link or the like.
func (a attributes) isBanner() bool {
	names := strings.ToLower(a["id"] + " " + a["class"])
	if names == " " {
		return false
	}
	for _, v := range vendors {
		if strings.Contains(names, v) {
			return true
		}
	}
	for _, name := range strings.Fields(names) {
		switch {
		case (strings.Contains(name, "cookie") || strings.Contains(name, "consent")) &&
			containsAny(name, "banner", "-bar", "popup", "modal", "overlay", "dialog", "toast"):
			return true
		case containsAny(name, "breadcrumb", "skip-link", "skiplink", "skip-to-", "footnote-back"):
			return true
		}
	}
	return false
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// isNotes reports whether an element holds footnotes.
func (a attributes) isNotes() bool {
	switch a["role"] {
	case "doc-endnotes", "doc-footnote", "doc-endnote":
		return true
	}
	for _, c := range strings.Fields(strings.ToLower(a["class"])) {
		if c == "footnotes" || c == "endnotes" || c == "footnote-text" {
			return true
		}
	}
	return false
}

// heading returns the level of the heading that an element is, or 0.
func heading(name string, a attributes) int {
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		return int(name[1] - '0')
	}
	if a["role"] == "heading" {
		if n, err := strconv.Atoi(a["aria-level"]); err == nil && n >= 1 && n <= 6 {
			return n
		}
		return 2
	}
	return 0
}
