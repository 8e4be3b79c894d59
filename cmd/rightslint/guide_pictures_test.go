package main

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	gocmp "github.com/google/go-cmp/cmp"

	"github.com/rightslint/rightslint/cmd/internal/browser"
)

var renew = flag.Bool("pictures", false, "take the pictures of the guide anew")

// pictures are those of the guide: the views that they show, by the names of their
// files in guide/images.
var pictures = map[string]func(*testing.T, *browser.Browser, *servedPage) *browser.Page{
	"start": func(t *testing.T, b *browser.Browser, s *servedPage) *browser.Page {
		return openPage(t, b, s, pictureWidth, pictureHeight).Page
	},
	"report": func(t *testing.T, b *browser.Browser, s *servedPage) *browser.Page {
		p := openPage(t, b, s, pictureWidth, pictureHeight)
		p.choose("#file", sampleTerms)
		p.wait(`document.querySelector("#view-report .coverage")`)
		return p.Page
	},
	"notes": func(t *testing.T, b *browser.Browser, s *servedPage) *browser.Page {
		p := openPage(t, b, s, pictureWidth, pictureHeight)
		p.choose("#file", sampleTerms)
		p.wait(`document.querySelector("#view-report .coverage")`)
		p.click(`#view-report a[href$="-text"]`)
		return p.Page
	},
	"edit": func(t *testing.T, b *browser.Browser, s *servedPage) *browser.Page {
		p := openPage(t, b, s, pictureWidth, pictureHeight)
		p.draft()
		browser.Eval[bool](p.Page, fmt.Sprintf(`(note => {
			note.querySelector("summary").click();
			note.querySelector("[data-show]").click();
			note.scrollIntoView({block: "start"});
			scrollTo(0, 0);
			return true;
		})(document.querySelector(%q))`, p.note("Disputes are sent to arbitration")))
		return p.Page
	},
	"compare": func(t *testing.T, b *browser.Browser, s *servedPage) *browser.Page {
		p := openPage(t, b, s, pictureWidth, pictureHeight)
		p.choose("#file", sampleTerms)
		p.wait(`document.querySelector("#view-report .coverage")`)
		p.click("[data-view=compare]")
		p.drop("#drop-second", "terms-new.md", worseTerms(t))
		p.wait(`document.querySelector("#comparison .change.worse")`)
		return p.Page
	},
}

// The size of a picture in pixels, and the most bytes that it may have.
const (
	pictureWidth, pictureHeight = 1200, 760
	pictureBytes                = 120_000
)

// kinds lists what a page consists of, without what a document brings: its parts
// that are shown, and the names of its buttons.
const kinds = `[...new Set([...document.querySelectorAll("header,nav,main,section,aside,table,h1,select,textarea,summary,button,details,dialog")]
	.filter(e => e.checkVisibility())
	.map(e => {
		const name = e.matches("button") ? (e.ariaLabel ?? e.textContent).trim().replace(/\d+/g, "N").replace(/\s+/g, " ") : "";
		const id = e.id && !/\d/.test(e.id) ? "#" + e.id : "";
		return (e.localName + id + " " + name).trim();
	}))].sort()`

// TestGuidePictures holds that the pictures of the guide show the pages as they
// are, in kind: the parts of a page and its buttons, not its pixels. With -pictures
// they are taken anew, and what they show is written down beside them.
func TestGuidePictures(t *testing.T) {
	b := browser.Start(t)
	s := servePage(t)
	for name, open := range pictures {
		t.Run(name, func(t *testing.T) {
			p := open(t, b, s)
			got := strings.Join(browser.Eval[[]string](p, kinds), "\n") + "\n"
			file := filepath.Join("guide", "images", name)
			if *renew {
				takePicture(t, p, file+".png")
				if err := os.WriteFile(file+".txt", []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			if d := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
				t.Errorf("the page is no longer as %s.png shows it; look at the guide, and run this test with -pictures to take the pictures anew:\n%s", file, d)
			}
		})
	}
}

// takePicture writes what the window shows.
func takePicture(t *testing.T, p *browser.Page, file string) {
	t.Helper()
	shot, err := chromedp.Call(p.Context(), page.CaptureScreenshot, page.CaptureScreenshotParams{})
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(shot.Data))
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&packed, fewColours(picture)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, packed.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// fewColours is a picture in its 256 commonest colours, which takes a third of the
// space: a page has few, and the shades at the edges of its letters.
func fewColours(picture image.Image) image.Image {
	bounds := picture.Bounds()
	count := map[color.NRGBA]int{}
	at := func(x, y int) color.NRGBA { return color.NRGBAModel.Convert(picture.At(x, y)).(color.NRGBA) }
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	common := slices.SortedFunc(maps.Keys(count), func(a, b color.NRGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)))
	})
	palette := color.Palette{}
	for _, c := range common[:min(len(common), 256)] {
		palette = append(palette, c)
	}
	index := map[color.NRGBA]uint8{}
	for _, c := range common {
		index[c] = uint8(palette.Index(c))
	}
	out := image.NewPaletted(bounds, palette)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			out.SetColorIndex(x, y, index[at(x, y)])
		}
	}
	return out
}

// TestGuideShowsPictures holds that every picture is small, is shown by a page of
// the guide, and has words for those who do not see it.
func TestGuideShowsPictures(t *testing.T) {
	pages, err := filepath.Glob("guide/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var text []byte
	for _, p := range pages {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, data...)
	}
	files, err := filepath.Glob("guide/images/*.png")
	if err != nil || len(files) != len(pictures) {
		t.Errorf("there are %d pictures; the test takes %d: %v", len(files), len(pictures), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		size, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil || size.Width > pictureWidth || len(data) > pictureBytes {
			t.Errorf("%s: %v, %d pixels wide, %d bytes", file, err, size.Width, len(data))
		}
		before, _, shown := bytes.Cut(text, []byte("](images/"+filepath.Base(file)+")"))
		words := before[bytes.LastIndex(before, []byte("!["))+2:]
		if !shown || len(words) < 30 || slices.Contains(words, ']') {
			t.Errorf("%s is not shown, or nothing says what it shows: %.200q", file, words)
		}
	}
}
