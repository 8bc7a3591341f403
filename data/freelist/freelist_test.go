package freelist

import "testing"

func TestWhatIsGivenIsTakenAgain(t *testing.T) {
	made := 0
	l := New(1, func() *int { made++; return new(int) })
	a, b := l.Take(), l.Take()
	if made != 2 || a == b {
		t.Fatalf("%d were made for two", made)
	}
	if !l.Give(a) {
		t.Error("an empty list keeps nothing")
	}
	if l.Give(b) {
		t.Error("more are kept than asked for")
	}
	if c := l.Take(); c != a || made != 2 {
		t.Errorf("what was given is not what is taken; %d were made", made)
	}
	if l.Take(); made != 3 {
		t.Errorf("%d were made, want one more", made)
	}
}
