// Is built with -race to see whether that works here.
package main

func main() {}
