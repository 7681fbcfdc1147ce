package number_test

import (
	"fmt"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

func Example() {
	third, _ := number.Div(nil, int32(1), int32(3))
	fmt.Println(third)
	wrapped, _ := number.Add(nil, int32(2147483647), int32(1))
	fmt.Println(wrapped)
	_, err := number.IntDiv(nil, int32(1), int32(0))
	fmt.Println(err)
	_, err = number.Power(&number.Limits{MaxDigits: 1000}, int32(10), int32(1_000_000))
	fmt.Println(err)
	// Output:
	// 0.3333333333
	// -2147483648
	// java.lang.ArithmeticException: / by zero
	// number of more than 1000 digits
}

func ExampleDecimal_SetScale() {
	d, _ := number.ParseDecimal(nil, "2.345")
	for _, mode := range []number.RoundingMode{number.HalfUp, number.HalfEven, number.Down} {
		r, _ := d.SetScale(nil, 2, mode)
		fmt.Println(r, mode)
	}
	_, err := d.SetScale(nil, 2, number.Unnecessary)
	fmt.Println(err)
	// Output:
	// 2.35 HALF_UP
	// 2.34 HALF_EVEN
	// 2.34 DOWN
	// java.lang.ArithmeticException: Rounding necessary
}
