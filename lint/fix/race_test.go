//go:build race

package fix

// raceEnabled says that the tests run under the race detector, which makes them
// several times slower.
const raceEnabled = true
