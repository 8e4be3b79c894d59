package pdf

import "bytes"

// unpredict undoes the predictor of a Flate or LZW stream (7.4.4.4).
func (f filter) unpredict(data []byte) []byte {
	pixel := max(1, (f.colors*f.bits+7)/8)
	row := (f.colors*f.bits*f.columns + 7) / 8
	if row <= 0 || row > 1<<24 {
		return data
	}
	if f.predictor == 2 {
		return unpredictTIFF(data, f, row)
	}
	out := make([]byte, 0, len(data))
	prior := make([]byte, row)
	for len(data) > 1 {
		kind := data[0]
		line := data[1:min(len(data), row+1)]
		data = data[len(line)+1:]
		start := len(out)
		out = append(out, line...)
		unfilterPNG(kind, out[start:], prior, pixel)
		prior = append(prior[:0], out[start:]...)
		for len(prior) < row {
			prior = append(prior, 0)
		}
	}
	return out
}

// unfilterPNG undoes one row of a PNG filter in place (RFC 2083, clause 6).
func unfilterPNG(kind byte, cur, prior []byte, pixel int) {
	for i := range cur {
		var left, corner byte
		if i >= pixel {
			left, corner = cur[i-pixel], prior[i-pixel]
		}
		switch kind {
		case 1:
			cur[i] += left
		case 2:
			cur[i] += prior[i]
		case 3:
			cur[i] += byte((int(left) + int(prior[i])) / 2)
		case 4:
			cur[i] += paeth(left, prior[i], corner)
		}
	}
}

// paeth picks the neighbour nearest to left + up - corner.
func paeth(left, up, corner byte) byte {
	p := int(left) + int(up) - int(corner)
	dl, du, dc := abs(p-int(left)), abs(p-int(up)), abs(p-int(corner))
	switch {
	case dl <= du && dl <= dc:
		return left
	case du <= dc:
		return up
	}
	return corner
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// unpredictTIFF undoes TIFF prediction for samples of one byte, the only size
// that streams of text or tables use.
func unpredictTIFF(data []byte, f filter, row int) []byte {
	if f.bits != 8 {
		return data
	}
	out := bytes.Clone(data)
	for start := 0; start < len(out); start += row {
		line := out[start:min(start+row, len(out))]
		for i := f.colors; i < len(line); i++ {
			line[i] += line[i-f.colors]
		}
	}
	return out
}
