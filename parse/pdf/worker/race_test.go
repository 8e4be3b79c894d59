//go:build race

package worker

// childMemory is the memory in bytes of a child under test; the race detector
// takes several times as much.
const childMemory = 512 << 20

const raceEnabled = true
