//go:build !race

package main

// raceEnabled says that the race detector slows everything down tenfold.
const raceEnabled = false
