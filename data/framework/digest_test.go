package framework

import (
	"testing"
	"testing/fstest"
)

// A digest changes with every byte, name and boundary between files, and with nothing else.
func TestDigest(t *testing.T) {
	of := func(files map[string]string) string {
		fsys := fstest.MapFS{}
		for name, text := range files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		d, err := (&Framework{Files: fsys}).Digest()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	base := of(map[string]string{"framework.yaml": "a", "guidance/x.md": "b"})
	if len(base) != 64 {
		t.Errorf("the digest is %q, not 64 hex digits", base)
	}
	if same := of(map[string]string{"guidance/x.md": "b", "framework.yaml": "a", ".DS_Store": "z", ".git/x": "z"}); same != base {
		t.Error("files whose names begin with a dot, or the order they were made in, change the digest")
	}
	for what, files := range map[string]map[string]string{
		"a byte":         {"framework.yaml": "A", "guidance/x.md": "b"},
		"a name":         {"framework.yaml": "a", "guidance/y.md": "b"},
		"a file more":    {"framework.yaml": "a", "guidance/x.md": "b", "guidance/y.md": ""},
		"a byte shifted": {"framework.yaml": "ab", "guidance/x.md": ""},
	} {
		if of(files) == base {
			t.Errorf("%s changed and the digest did not", what)
		}
	}
}
