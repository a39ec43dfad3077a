// CMake builds this program with -race to check that the race detector works on this machine.
package main

func main() {}
