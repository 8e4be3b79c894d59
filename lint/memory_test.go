package lint

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/rightslint/rightslint/rules"
)

// TestMemory holds that the memory of one text leaves no trace in the verdict on
// the next: long and short documents in turn are judged like each alone.
func TestMemory(t *testing.T) {
	_, sets, err := rules.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("../corpus/examples/*.md")
	if len(files) < 4 {
		t.Fatal("there are no examples")
	}
	files = files[:min(len(files), 8)]
	var alone []*Document
	var texts [][]byte
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, data := range [][]byte{data, data[:len(data)/5]} {
			texts = append(texts, data)
			alone = append(alone, NewLinter(sets...).Data("document.md", data, Options{}))
		}
	}
	together := NewLinter(sets...)
	for range 2 {
		for i, data := range texts {
			got := together.Data("document.md", data, Options{})
			got.Doc, alone[i].Doc = nil, nil
			if !reflect.DeepEqual(got, alone[i]) {
				t.Errorf("document %d (%s) is judged otherwise after others", i, files[i/2])
			}
		}
	}
}
