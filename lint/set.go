package lint

import "slices"

// JoinSet marks the documents as a set, such as the terms and the privacy
// policy of one service: a safeguard that one of them has is elsewhere for the
// others, with the place, and is no finding there. A safeguard that another
// document has only in part stays missing.
func JoinSet(name string, docs []*Document) {
	for _, d := range docs {
		d.Set = name
	}
	for _, d := range docs {
		for i := range d.Coverage {
			row := &d.Coverage[i]
			if row.Status != Missing && row.Status != Partial && row.Status != Weak {
				continue
			}
			if holder, found := holderOf(row.Rule, d, docs); found != nil {
				row.Status, row.MissingElements, row.Nearest = Elsewhere, nil, nil
				row.Evidence = nil
				for _, e := range found.Evidence {
					e.Path = holder.Path
					row.Evidence = append(row.Evidence, e)
				}
				d.Findings = slices.DeleteFunc(d.Findings, func(f Finding) bool {
					return f.Rule == row.Rule && f.Type != FindingRedFlag
				})
			}
		}
	}
}

// holderOf returns the first other document of the set that has the safeguard,
// and its row.
func holderOf(rule string, but *Document, docs []*Document) (*Document, *Row) {
	for _, d := range docs {
		if d == but {
			continue
		}
		for i := range d.Coverage {
			if d.Coverage[i].Rule == rule && d.Coverage[i].Status == Present {
				return d, &d.Coverage[i]
			}
		}
	}
	return nil, nil
}
