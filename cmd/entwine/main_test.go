package main

import (
	"os"
	"testing"

	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

// The demo starts its second node by starting the program it is. In a test that
// is the test's binary, which then is the program.
func TestMain(m *testing.M) {
	const name = "ENTWINE_TEST_IS_PROGRAM"
	if longest = os.Getenv(longestVar); longest != "" || os.Getenv(name) != "" {
		main()
		return
	}
	if err := os.Setenv(name, "yes"); err != nil {
		panic(err)
	}
	pgtest.Main(m)
}

// longestVar has the program believe that no request to a tracker takes longer
// than it says, so that a test need not wait a minute for a lost answer.
const longestVar = "ENTWINE_TEST_LONGEST"
