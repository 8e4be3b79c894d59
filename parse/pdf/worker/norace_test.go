//go:build !race

package worker

// childMemory is the memory in bytes of a child under test.
const childMemory = 128 << 20

const raceEnabled = false
