//go:build !unix

package main

import "os/exec"

// detach has nothing to do where terminals signal no groups of processes.
func detach(*exec.Cmd) {}
