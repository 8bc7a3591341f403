package freelist

import (
	"bytes"
	"testing"
)

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

func TestCopiesAreOnesOwnUntilTheyAreDoneWith(t *testing.T) {
	l := NewBytes(2)
	of := func(c byte, n int) []byte { return bytes.Repeat([]byte{c}, n) }
	a, b, small := l.Copy(of('a', 40<<10)), l.Copy(of('b', 50<<10)), l.Copy(of('c', 10))
	l.Done(small)
	if !bytes.Equal(a, of('a', 40<<10)) || !bytes.Equal(b, of('b', 50<<10)) || !bytes.Equal(small, of('c', 10)) {
		t.Fatal("a copy is not what was copied")
	}
	l.Done(a)
	c := l.Copy(of('d', 41<<10))
	if &c[0] != &a[0] {
		t.Error("the room of what is done with is not used again")
	}
	if !bytes.Equal(c, of('d', 41<<10)) || !bytes.Equal(b, of('b', 50<<10)) {
		t.Error("a copy in room used again is not what was copied, or spoils another")
	}
	l.Done(c)
	if large := l.Copy(of('e', 200<<10)); !bytes.Equal(large, of('e', 200<<10)) {
		t.Error("a copy larger than the room that was free is not what was copied")
	}
}
