package cache

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"

	"github.com/rightslint/rightslint/parse"
)

// The form of a kept verdict is that of its Go values, field by field, with each
// text written once: a report quotes the same sentence in many places. It is
// read about ten times as fast as JSON, and has the fields that JSON leaves out.
// It carries no description of itself, since entries are kept by program.

var errDamaged = errors.New("the entry is damaged")

// skipped are types that are not kept: the document as read is larger than the
// file that it came from.
var skipped = reflect.TypeFor[*parse.Document]()

// marshal writes a value, which may hold no interfaces, functions or channels.
func marshal(v any) (data []byte, err error) {
	e := &encoder{texts: map[string]uint64{}}
	if err := e.value(reflect.ValueOf(v)); err != nil {
		return nil, err
	}
	return e.out, nil
}

type encoder struct {
	out   []byte
	texts map[string]uint64 // text -> its number, from 1
}

func (e *encoder) value(v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		e.text(v.String())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.out = binary.AppendVarint(e.out, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		e.out = binary.AppendUvarint(e.out, v.Uint())
	case reflect.Bool:
		e.out = append(e.out, 0)
		if v.Bool() {
			e.out[len(e.out)-1] = 1
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				return fmt.Errorf("%s has a field that cannot be kept", v.Type())
			}
			if err := e.value(v.Field(i)); err != nil {
				return err
			}
		}
	case reflect.Pointer:
		if v.IsNil() || v.Type() == skipped {
			e.out = append(e.out, 0)
			return nil
		}
		e.out = append(e.out, 1)
		return e.value(v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			e.out = append(e.out, 0)
			return nil
		}
		e.out = binary.AppendUvarint(e.out, uint64(v.Len())+1)
		for i := range v.Len() {
			if err := e.value(v.Index(i)); err != nil {
				return err
			}
		}
	default:
		return fmt.Errorf("%s cannot be kept", v.Type())
	}
	return nil
}

func (e *encoder) text(s string) {
	if n, ok := e.texts[s]; ok {
		e.out = binary.AppendUvarint(e.out, n)
		return
	}
	e.texts[s] = uint64(len(e.texts)) + 1
	e.out = append(e.out, 0)
	e.out = binary.AppendUvarint(e.out, uint64(len(s)))
	e.out = append(e.out, s...)
}

// unmarshal reads what marshal wrote of a value of the same type into the value
// that v points to.
func unmarshal(data []byte, v any) error {
	d := &decoder{in: string(data)}
	if err := d.value(reflect.ValueOf(v).Elem()); err != nil {
		return err
	}
	if d.pos != len(d.in) {
		return errDamaged
	}
	return nil
}

type decoder struct {
	in    string // one string, of which all texts are parts
	pos   int
	texts []string
}

func (d *decoder) uint() (uint64, error) {
	var x uint64
	for shift := 0; shift < 64; shift += 7 {
		if d.pos == len(d.in) {
			break
		}
		b := d.in[d.pos]
		d.pos++
		x |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return x, nil
		}
	}
	return 0, errDamaged
}

// length reads a number of things of which each takes a byte or more.
func (d *decoder) length() (int, error) {
	n, err := d.uint()
	if err != nil || n > uint64(len(d.in)-d.pos)+1 {
		return 0, errDamaged
	}
	return int(n), nil
}

func (d *decoder) value(v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		s, err := d.text()
		v.SetString(s)
		return err
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		x, err := d.uint()
		v.SetInt(int64(x>>1) ^ -int64(x&1))
		return err
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		x, err := d.uint()
		v.SetUint(x)
		return err
	case reflect.Bool:
		x, err := d.uint()
		v.SetBool(x == 1)
		return err
	case reflect.Struct:
		for i := range v.NumField() {
			if err := d.value(v.Field(i)); err != nil {
				return err
			}
		}
		return nil
	case reflect.Pointer:
		if there, err := d.uint(); there == 0 || err != nil {
			return err
		}
		v.Set(reflect.New(v.Type().Elem()))
		return d.value(v.Elem())
	case reflect.Slice:
		n, err := d.length()
		if n == 0 || err != nil {
			return err
		}
		v.Set(reflect.MakeSlice(v.Type(), n-1, n-1))
		for i := range n - 1 {
			if err := d.value(v.Index(i)); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("%s cannot be kept", v.Type())
}

func (d *decoder) text() (string, error) {
	n, err := d.uint()
	if err != nil {
		return "", err
	}
	if n > 0 {
		if n > uint64(len(d.texts)) {
			return "", errDamaged
		}
		return d.texts[n-1], nil
	}
	size, err := d.length()
	if err != nil || size > len(d.in)-d.pos {
		return "", errDamaged
	}
	s := d.in[d.pos : d.pos+size]
	d.pos += size
	d.texts = append(d.texts, s)
	return s, nil
}
