package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/groovy/internal/sample"
)

// compiles is how often a rule is compiled; the median counts.
const compiles = 200

func goSide(runs int, names []string) (figures, error) {
	f := figures{}
	for _, name := range names {
		r, err := sample.Load(name)
		if err != nil {
			return nil, err
		}
		if err := measureRule(f, r, runs); err != nil {
			return nil, fmt.Errorf("rule %s: %w", name, err)
		}
	}
	return f, nil
}

func measureRule(f figures, r *sample.Rule, runs int) error {
	s, err := r.Compile()
	if err != nil {
		return err
	}
	kept := make([]*groovy.Script, compiles)
	times := make([]time.Duration, compiles)
	before := heap()
	for i := range times {
		begin := time.Now()
		kept[i], err = r.Compile()
		times[i] = time.Since(begin)
		if err != nil {
			return err
		}
	}
	f.set(r.Name, "kept", float64(heap()-before)/compiles)
	runtime.KeepAlive(kept)
	slices.Sort(times)
	f.set(r.Name, "compile", float64(times[len(times)/2]))

	v, err := once(s, r)
	if err != nil {
		return err
	}
	text, err := asJSON(v)
	if err != nil {
		return err
	}
	f[key{r.Name, "result"}] = figure{text: text}

	if _, err := many(s, r, runs/2); err != nil {
		return err
	}
	var m0, m1 runtime.MemStats
	runtime.ReadMemStats(&m0)
	took, err := many(s, r, runs/2)
	if err != nil {
		return err
	}
	runtime.ReadMemStats(&m1)
	half := float64(runs / 2)
	f.set(r.Name, "run", float64(took)/half)
	f.set(r.Name, "bytes", float64(m1.TotalAlloc-m0.TotalAlloc)/half)
	f.set(r.Name, "allocs", float64(m1.Mallocs-m0.Mallocs)/half)
	if r.Name == "mixed" {
		took, err := together(s, r, 16, runs/16)
		if err != nil {
			return err
		}
		f.set(r.Name, "sixteen", float64(took)/16/float64(runs/16))
	}
	return nil
}

func once(s *groovy.Script, r *sample.Rule) (any, error) {
	return s.Run(context.Background(), &groovy.Env{Binding: r.Binding()})
}

func many(s *groovy.Script, r *sample.Rule, runs int) (time.Duration, error) {
	begin := time.Now()
	for range runs {
		if _, err := once(s, r); err != nil {
			return 0, err
		}
	}
	return time.Since(begin), nil
}

// together runs one script in several goroutines.
func together(s *groovy.Script, r *sample.Rule, at, runs int) (time.Duration, error) {
	errs := make([]error, at)
	var wg sync.WaitGroup
	begin := time.Now()
	for i := range at {
		wg.Go(func() { _, errs[i] = many(s, r, runs) })
	}
	wg.Wait()
	took := time.Since(begin)
	for _, err := range errs {
		if err != nil {
			return 0, err
		}
	}
	return took, nil
}

// asJSON writes a result as the driver for the JVM does.
func asJSON(v any) (string, error) {
	s, err := groovy.Compile("json.groovy", "groovy.json.JsonOutput.toJson(v)", nil)
	if err != nil {
		return "", err
	}
	t, err := s.Run(context.Background(), &groovy.Env{Binding: map[string]any{"v": v}})
	text, _ := t.(string)
	return text, err
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
