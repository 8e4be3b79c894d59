package parse

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// languages are the languages told apart, with their tags (ISO 639-1).
var languages = map[whatlanggo.Lang]string{
	whatlanggo.Eng: "en", whatlanggo.Fra: "fr", whatlanggo.Spa: "es", whatlanggo.Rus: "ru", whatlanggo.Cmn: "zh", whatlanggo.Arb: "ar",
	whatlanggo.Deu: "de", whatlanggo.Ita: "it", whatlanggo.Pol: "pl", whatlanggo.Por: "pt", whatlanggo.Nld: "nl", whatlanggo.Swe: "sv",
	whatlanggo.Ukr: "uk", whatlanggo.Tur: "tr", whatlanggo.Ron: "ro", whatlanggo.Ces: "cs", whatlanggo.Jpn: "ja", whatlanggo.Kor: "ko",
	whatlanggo.Hin: "hi", whatlanggo.Ind: "id",
}

// languageSample is how many bytes of text the language is found from.
const languageSample = 1800

// Language returns the tag (ISO 639-1) of the language that a document is
// written in, and whether that is certain. It looks at a sample of operative
// sentences from all over the document; the tag is empty if there is no text.
func Language(d *Document) (tag string, reliable bool) {
	var sample strings.Builder
	total := 0
	for i := range d.Sentences {
		if d.Sentences[i].Class == Body {
			total += len(d.Sentences[i].Text)
		}
	}
	// Take every n-th sentence, so that a part in another language or a long
	// annex does not decide.
	every := total/languageSample + 1
	for pass := 0; pass < 2 && sample.Len() < 200; pass++ {
		for i, n := 0, 0; i < len(d.Sentences) && sample.Len() < languageSample; i++ {
			if s := &d.Sentences[i]; s.Class == Body && pass == 0 || s.Class != Body && pass == 1 {
				if n++; n%every == 0 {
					sample.WriteString(s.Text)
					sample.WriteByte(' ')
				}
			}
		}
	}
	if sample.Len() == 0 {
		return "", false
	}
	return detect(sample.String())
}

// minPart is how many bytes of text the language of a part is found from.
const minPart = 300

// detection restricts the detector to the languages known here.
var detection = func() whatlanggo.Options {
	white := make(map[whatlanggo.Lang]bool, len(languages))
	for l := range languages {
		white[l] = true
	}
	return whatlanggo.Options{Whitelist: white}
}()

// englishWords hold English sentences together; no other language known here has
// many of them.
var englishWords = map[string]bool{
	"the": true, "and": true, "of": true, "to": true, "that": true, "this": true, "with": true, "by": true,
	"you": true, "your": true, "we": true, "our": true, "shall": true, "which": true, "or": true, "for": true, "any": true,
}

// plainlyEnglish reports whether a fifth of the words of a text are of those that
// hold English together. It spares most documents the detector, which takes
// longer than reading them does.
func plainlyEnglish(text string) bool {
	words, english := 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		if len(word) <= 5 && (englishWords[word] || englishWords[strings.ToLower(word)]) {
			english++
		}
	}
	return words >= 8 && english*5 >= words
}

// detect finds the language of a text: that of most of its quarters, certain if
// all agree. A text too short for that is left to the detector's own judgement,
// which doubts many a long text in a language with close relatives.
func detect(text string) (tag string, reliable bool) {
	const parts = 4
	if len(text) < parts*minPart {
		if plainlyEnglish(text) {
			return languages[whatlanggo.Eng], true
		}
		info := whatlanggo.DetectWithOptions(text, detection)
		return languages[info.Lang], info.IsReliable()
	}
	votes := map[whatlanggo.Lang]int{}
	var best whatlanggo.Lang = -1
	for i := range parts {
		part := strings.ToValidUTF8(text[len(text)*i/parts:len(text)*(i+1)/parts], "")
		lang := whatlanggo.Eng
		if !plainlyEnglish(part) {
			lang = whatlanggo.DetectWithOptions(part, detection).Lang
		}
		if votes[lang]++; votes[lang] > votes[best] {
			best = lang
		}
	}
	return languages[best], votes[best] == parts
}
