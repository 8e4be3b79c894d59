package pdf

import (
	"errors"
	"fmt"
	"strings"
)

// The reasons why a file cannot be read. Each message is meant for the person
// who has the file, and says what to do where something can be done.
var (
	ErrNotPDF                = errors.New("this is not a PDF file")
	ErrPassword              = errors.New("this PDF is protected: a password is needed to open it")
	ErrUnsupportedEncryption = errors.New("this PDF is protected in a way that cannot be opened here; save a copy without protection and try again")
	ErrDamaged               = errors.New("this PDF is damaged and could not be repaired; ask for a new copy, or open it in a viewer and print it to PDF")
	ErrNoText                = errors.New("this PDF holds no text: its pages are empty, or their letters are drawn as shapes; run OCR first, for example with ocrmypdf --force-ocr")
	ErrTooLong               = errors.New("reading this PDF took longer than allowed")
)

// ErrScanned says that the pages are pictures without text.
type ErrScanned struct {
	// Pages are the numbers of the scanned pages, from 1.
	Pages []int
}

// Error says what to do about it.
func (e *ErrScanned) Error() string {
	return "this PDF holds scanned pages without text; run OCR first, for example with ocrmypdf (" + pageRanges(e.Pages) + ")"
}

// damage wraps ErrDamaged with what was found, for those who want to know.
func damage(format string, args ...any) error {
	return fmt.Errorf("%w (%s)", ErrDamaged, fmt.Sprintf(format, args...))
}

// pageRanges writes ascending page numbers as people do: "page 3" or
// "pages 1–4, 7".
func pageRanges(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if i == j {
			parts = append(parts, fmt.Sprint(pages[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d–%d", pages[i], pages[j]))
		}
		i = j + 1
	}
	if len(pages) == 1 {
		return "page " + parts[0]
	}
	return "pages " + strings.Join(parts, ", ")
}
