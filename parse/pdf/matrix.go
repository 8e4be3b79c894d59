package pdf

import "math"

// matrix is a transformation [a b c d e f] (8.3.3).
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul returns the transformation m followed by n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// translated returns the translation by (x, y) followed by m.
func (m matrix) translated(x, y float64) matrix {
	m[4] += x*m[0] + y*m[2]
	m[5] += x*m[1] + y*m[3]
	return m
}

// finite reports whether no element is infinite or not a number.
func (m matrix) finite() bool {
	sum := 0.0
	for _, e := range m {
		sum += math.Abs(e)
	}
	return sum < 1e12
}
