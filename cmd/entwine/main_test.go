package main

import (
	"os"
	"testing"
)

// The demo starts its second node by starting the program it is. In a test that
// is the test's binary, which then is the program.
func TestMain(m *testing.M) {
	const name = "ENTWINE_TEST_IS_PROGRAM"
	if os.Getenv(name) != "" {
		main()
		return
	}
	if err := os.Setenv(name, "yes"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
