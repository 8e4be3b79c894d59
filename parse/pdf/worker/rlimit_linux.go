package worker

import "syscall"

// limitMemory has the system refuse the process more than n bytes of data. An
// error is no matter: the watch remains.
func limitMemory(n int64) {
	var old syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_DATA, &old) == nil && old.Max > uint64(n) {
		// Address space is not limited: a Go program reserves far more than
		// it uses.
		_ = syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: uint64(n), Max: uint64(n)})
	}
	// A crash must not fill the disk.
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
}
