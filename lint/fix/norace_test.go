//go:build !race

package fix

// raceEnabled says that the tests run under the race detector.
const raceEnabled = false
