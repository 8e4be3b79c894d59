//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// detach keeps the Ctrl+C of this program's terminal from a program it starts.
func detach(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}
