package parse

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestZZDump(t *testing.T) {
	for _, p := range strings.Fields(os.Getenv("DUMP")) {
		d, err := Read(p)
		if err != nil {
			fmt.Println(err)
			continue
		}
		by := map[Class]int{}
		tot := 0
		for _, s := range d.Sentences {
			by[s.Class] += len(s.Text)
			tot += len(s.Text)
		}
		leads := 0
		for _, s := range d.Sentences {
			if s.LeadIn >= 0 {
				leads++
			}
		}
		fmt.Printf("== %s title=%q sent=%d prov=%d leads=%d warn=%v\n   ", p, d.Title, len(d.Sentences), len(d.Provisions), leads, d.Warnings)
		for c := Body; c <= FormField; c++ {
			if by[c] > 0 {
				fmt.Printf("%s %d%% ", c, by[c]*100/tot)
			}
		}
		fmt.Println()
		if os.Getenv("BRIEF") != "" {
			continue
		}
		for i, s := range d.Sentences {
			path := ""
			if s.Provision >= 0 {
				path = d.Provisions[s.Provision].Path
			}
			text := s.Text
			if len(text) > 150 {
				text = text[:100] + " … " + text[len(text)-45:]
			}
			nb := " "
			if i == 0 || d.Sentences[i-1].Block != s.Block {
				nb = "#"
			}
			lv := d.Blocks[s.Block].Level
			fmt.Printf("%s%4d %-5.5s %d [%s] L%d  %s\n", nb, i, s.Class, lv, path, s.LeadIn, text)
		}
	}
}
