package cache

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rightslint/rightslint/lint"
)

// fill gives every field of a value something other than zero, so that a field
// which is not kept shows.
func fill(v reflect.Value, r *rand.Rand, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("text %d “é” \x00", r.IntN(40)))
	case reflect.Int:
		v.SetInt(int64(r.IntN(1<<20)) - 1<<19)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), r, depth+1)
		}
	case reflect.Pointer:
		if v.Type() != skipped {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), r, depth+1)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+r.IntN(3), 3))
		for i := range v.Len() {
			fill(v.Index(i), r, depth+1)
		}
	default:
		panic("cannot fill " + v.Type().String())
	}
}

// TestEveryField holds that every field of a verdict is kept but the document as
// read, whatever fields are added.
func TestEveryField(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		var in, out lint.Document
		fill(reflect.ValueOf(&in).Elem(), r, 0)
		data, err := marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		if err := unmarshal(data, &out); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(in, out); diff != "" {
			t.Fatal(diff)
		}
	}
	empty := lint.Document{Coverage: []lint.Row{}, Warnings: nil}
	data, err := marshal(empty)
	if err != nil {
		t.Fatal(err)
	}
	var out lint.Document
	if err := unmarshal(data, &out); err != nil || out.Coverage == nil || out.Warnings != nil {
		t.Errorf("empty and absent lists are not told apart: %#v, %v", out, err)
	}
}

// FuzzUnmarshal holds that no bytes make the decoder crash or take much memory.
func FuzzUnmarshal(f *testing.F) {
	var d lint.Document
	fill(reflect.ValueOf(&d).Elem(), rand.New(rand.NewPCG(3, 4)), 0)
	data, err := marshal(d)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		var d lint.Document
		if unmarshal(data, &d) == nil {
			if again, err := marshal(d); err != nil || len(again) == 0 {
				t.Errorf("what was read cannot be kept: %v", err)
			}
		}
	})
}
