package groovy_test

import (
	"context"
	"io"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/groovy/internal/sample"
	"github.com/entwine-sync/entwine/groovy/syntax"
)

func samples(b *testing.B, run func(b *testing.B, r *sample.Rule)) {
	for _, name := range sample.Names() {
		b.Run(name, func(b *testing.B) {
			r, err := sample.Load(name)
			if err != nil {
				b.Fatal(err)
			}
			run(b, r)
		})
	}
}

func compile(b *testing.B, r *sample.Rule) *groovy.Script {
	b.Helper()
	s, err := r.Compile()
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// How long does a rule of 20 to 60 lines take to compile? JVM, warm: 13 to 47 ms.
func BenchmarkCompile(b *testing.B) {
	samples(b, func(b *testing.B, r *sample.Rule) {
		b.ReportAllocs()
		b.SetBytes(int64(len(r.Source)))
		for b.Loop() {
			compile(b, r)
		}
	})
}

// How much of that is reading the source?
func BenchmarkParse(b *testing.B) {
	samples(b, func(b *testing.B, r *sample.Rule) {
		b.ReportAllocs()
		b.SetBytes(int64(len(r.Source)))
		for b.Loop() {
			if _, err := (syntax.Config{}).Parse(r.Name, r.Source); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// How long does one run of a rule take? JVM after 5,000 runs of a plain one:
// 20 to 41 µs; internal/benchjvm compares all of them.
func BenchmarkRun(b *testing.B) {
	samples(b, func(b *testing.B, r *sample.Rule) {
		s := compile(b, r)
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.Run(context.Background(), &groovy.Env{Binding: r.Binding()}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// Do interpreters stand in each other's way? Time per run, one script run by as
// many goroutines as there are processors, times 16.
func BenchmarkRunTogether(b *testing.B) {
	r, err := sample.Load("mixed")
	if err != nil {
		b.Fatal(err)
	}
	s := compile(b, r)
	b.ReportAllocs()
	b.SetParallelism(16)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := s.Run(context.Background(), &groovy.Env{Binding: r.Binding()}); err != nil {
				b.Error(err)
				return
			}
		}
	})
}

// How long do 2,000 rounds of a plain loop take, where the variables have no
// types? JVM: 0.6 ms.
func BenchmarkLoop(b *testing.B) {
	s, err := groovy.Compile("loop.groovy", "def s = 0\nfor (def i = 0; i < 2000; i++) { if (i % 3 == 0) s += i * 2 else s -= 1 }\ns", nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		v, err := s.Run(context.Background(), nil)
		if err != nil || v != int32(1331333) {
			b.Fatal(v, err)
		}
	}
}

// How long does hello world take, from source to output?
func BenchmarkHello(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		s, err := groovy.Compile("hello.groovy", "println 'Hello'", nil)
		if err == nil {
			_, err = s.Run(context.Background(), &groovy.Env{Stdout: io.Discard})
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

// What do method calls cost? fib(20) is 21,891 of them.
func BenchmarkFib(b *testing.B) {
	s, err := groovy.Compile("fib.groovy", "def fib(n) { n < 2 ? n : fib(n - 1) + fib(n - 2) }\nfib(20)", nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if v, err := s.Run(context.Background(), nil); err != nil || v != int32(6765) {
			b.Fatal(v, err)
		}
	}
}
