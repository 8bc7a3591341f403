package frameworks

import (
	"slices"
	"testing"
)

func TestEveryEmbeddedEditionLoadsUnderItsOwnName(t *testing.T) {
	names := Names()
	if !slices.Contains(names, Latest) {
		t.Errorf("Names() = %v, want %s among them: it is used where no edition is named", names, Latest)
	}
	for _, name := range names {
		f, err := Find(name)
		if err != nil {
			t.Errorf("Find(%q): %v", name, err)
			continue
		}
		if f.Ref() != name {
			t.Errorf("%s calls itself %s: folder and file should agree", name, f.Ref())
		}
		if len(f.Questions()) == 0 {
			t.Errorf("%s asks nothing: every edition has questions", name)
		}
		if f.Supersedes != "" && !slices.Contains(names, f.Supersedes) {
			t.Errorf("%s supersedes %s, which is not among %v", name, f.Supersedes, names)
		}
	}
}

func TestFindNamesWhatThereIs(t *testing.T) {
	if _, err := Find("interim@9.9"); err == nil {
		t.Error("Find of an unknown name gives no error: it should list the known ones")
	}
	if _, err := Find("./no/such/folder"); err == nil {
		t.Error("Find of a folder without a framework.yaml gives no error")
	}
}
