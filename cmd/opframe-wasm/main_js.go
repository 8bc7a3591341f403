//go:build js && wasm

package main

import (
	"encoding/json"
	"fmt"
	"syscall/js"

	"opframe/data/date"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

// main gives the worker three functions and waits to be called. Each gives an object with "error" where it
// failed. The worker has the clock: opframeStop, which it sets, says when the time for one file is up.
//
//	opframeFrameworks()                    {value: JSON of the frameworks and their digests}
//	opframeLook([{name, data}], day)       {value: JSON of what is shown of each submission}
//	opframeKeep(i)                         {files: [{label, kind, name, type, data}]}
func main() {
	c, err := newChecker()
	set := func(name string, do func(args []js.Value) (map[string]any, error)) {
		js.Global().Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any {
			if err != nil {
				return map[string]any{"error": err.Error()}
			}
			return answer(do, args)
		}))
	}
	set("opframeFrameworks", func([]js.Value) (map[string]any, error) {
		all, err := c.frameworks()
		return asJSON(all, err)
	})
	set("opframeLook", func(args []js.Value) (map[string]any, error) {
		asOf, err := date.Parse(args[1].String())
		if err != nil {
			return nil, err
		}
		limits := cells.DefaultLimits()
		limits.Stop = func() bool { return js.Global().Call("opframeStop").Bool() }
		all, err := c.look(filesOf(args[0]), asOf, limits)
		return asJSON(all, err)
	})
	set("opframeKeep", func(args []js.Value) (map[string]any, error) {
		all, err := c.keep(args[0].Int())
		var files []any
		for _, k := range all {
			data := js.Global().Get("Uint8Array").New(len(k.Data))
			js.CopyBytesToJS(data, k.Data)
			files = append(files, map[string]any{"label": k.Label, "kind": k.Kind, "name": k.Name, "type": k.Type, "data": data})
		}
		return map[string]any{"files": files}, err
	})
	js.Global().Call("opframeReady")
	select {}
}

// answer turns an error, and a fault of this program, into what the page can show.
func answer(do func([]js.Value) (map[string]any, error), args []js.Value) (out map[string]any) {
	defer func() {
		if r := recover(); r != nil {
			out = map[string]any{"error": fmt.Sprintf("opframe failed on it: %v. Please report this.", r)}
		}
	}()
	out, err := do(args)
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	return out
}

func asJSON(v any, err error) (map[string]any, error) {
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(v)
	return map[string]any{"value": string(b)}, err
}

func filesOf(list js.Value) []workbook.File {
	var all []workbook.File
	for i := range list.Length() {
		f := list.Index(i)
		data := make([]byte, f.Get("data").Length())
		js.CopyBytesToGo(data, f.Get("data"))
		all = append(all, workbook.File{Name: f.Get("name").String(), Data: data})
	}
	return all
}
