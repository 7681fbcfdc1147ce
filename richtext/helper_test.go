package richtext_test

import (
	"fmt"
	"reflect"
)

func goString(v reflect.Value) string { return fmt.Sprintf("%#v", v.Interface()) }
