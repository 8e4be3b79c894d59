//go:build !linux

package worker

// limitMemory does nothing where the system has no fitting limit: the process
// watches itself.
func limitMemory(int64) {}
