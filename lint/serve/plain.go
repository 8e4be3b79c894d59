package serve

import "strings"

// options says in the words of the page what messages say in those of the
// command line.
var options = strings.NewReplacer(
	"if it is one, say which with --kind", "if it is one, choose its kind above",
	"say which with --kind", "choose it above",
	"; say which with --lang (there is a vocabulary for: en)", "; this page judges English",
	"in a language without vocabulary (", "in a language that is not judged (",
	"; there is one for: en. If the language is wrong, say which with --lang", "; this page judges English",
	"; if a language is wrong, say which with --lang", "",
	"; --pdf-timeout sets the limit", "",
	"; --pdf-memory sets the limit", "",
	"; give it with --password-file", "; save a copy without the password and use that",
	"The option --pdf-max-pages says how many pages are read.", "",
	"run OCR first, for example with ocrmypdf", "have its text recognised first (OCR), for example with ocrmypdf",
	"Run OCR first, for example with ocrmypdf", "Have their text recognised first (OCR), for example with ocrmypdf",
)

// plain makes a message of the program fit for the page: without options of
// the command line, and with the capital letter of a sentence.
func plain(message string) string {
	message = strings.TrimPrefix(options.Replace(message), "not judged: ")
	if message == "" {
		return ""
	}
	message = strings.ToUpper(message[:1]) + message[1:]
	if !strings.HasSuffix(message, ".") && !strings.HasSuffix(message, ")") {
		message += "."
	}
	return message
}
