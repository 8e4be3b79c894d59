package pdf

import "sort"

// maxUnpacked bounds what all object streams of a file may hold together.
const maxUnpacked = 128 << 20

// member is an object in an object stream.
type member struct {
	num  int
	body []byte
}

// readObjectStream returns the objects of an object stream (7.5.7) in the
// order of its index.
func readObjectStream(data []byte, o indirect, intAt func(any) int) []member {
	header := o.value.(dict)
	body, _ := decode(rawStream(data, o.streamAt, intAt(header["Length"])), filtersOf(header), maxUnpacked/2)
	count, first := intAt(header["N"]), intAt(header["First"])
	if first < 0 || first > len(body) || count < 0 {
		return nil
	}
	l := lexer{data: body[:first]}
	var members []member
	var offsets []int
	for range count {
		num, offset := l.next(), l.next()
		if num.kind != tokInteger || offset.kind != tokInteger {
			break
		}
		start := min(first+max(toInt(offset.num), 0), len(body))
		members = append(members, member{num: toInt(num.num)})
		offsets = append(offsets, start)
	}
	bounds := append(append([]int{}, offsets...), len(body))
	sort.Ints(bounds)
	for i, start := range offsets {
		end := bounds[min(sort.SearchInts(bounds, start+1), len(bounds)-1)]
		members[i].body = body[start:max(start, end)]
	}
	return members
}
