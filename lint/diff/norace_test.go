//go:build !race

package diff

// raceEnabled says that the race detector slows everything down.
const raceEnabled = false
