package main

import (
	"bytes"
	"reflect"
	"testing"

	"opframe/data/disclose"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/site"
	"opframe/site/search"
)

// someParts are parts of every kind, with what the packer tells of the record in one of them.
func someParts(t testing.TB) ([]*part, record) {
	t.Helper()
	r := record{Provider: "p1", Files: 7, Rows: []view.OfficeRow{{Problems: 3}}, Counted: []disclose.Record{{Provider: "p1", In: []int{1}, Amounts: map[string][]int{"a": {2}}}},
		Received: []response.Problem{{What: "It is late."}},
		Pages:    []mentioned{{Page: "a.html", Said: site.Mention{Marks: []uint32{9}}, Entries: []search.Entry{{Path: "a.html", Title: "A"}}}}}
	p, err := newPacker()
	if err != nil {
		t.Fatal(err)
	}
	u, err := p.pack(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	return []*part{
		{Key: p.of, Types: p.types},
		{Key: key{1}, Claim: &claim{Provider: "p1"}},
		{Key: key{2}, Claim: &claim{Refused: &response.Problem{What: "It is nobody's."}}},
		{Key: key{3}, Files: []byte("files"), Edition: &openEdition{Count: editionCount{Name: "public", Files: 3}}},
		{Key: key{4}, Files: []byte{}, Unit: u},
		{Key: key{5}, Figures: &figures{Group: key{6}, Disclosure: key{7}}},
	}, r
}

func TestPartsComeBackAsTheyWere(t *testing.T) {
	all, _ := someParts(t)
	var file []byte
	var ends []int
	for _, p := range all {
		var err error
		if file, err = p.append(file); err != nil {
			t.Fatal(err)
		}
		ends = append(ends, len(file))
	}
	for n := range len(file) + 1 { // cut off anywhere, those before are whole
		r := partReader{rest: file[:n]}
		for i, p := range all {
			got := r.next()
			if (got != nil) != (n >= ends[i]) {
				t.Fatalf("of %d bytes part %d is %v", n, i, got)
			}
			if got == nil {
				break
			}
			if !reflect.DeepEqual(got, p) {
				t.Fatalf("part %d came back as %+v, was %+v", i, got, p)
			}
		}
		if r.next() != nil {
			t.Fatalf("of %d bytes there is one part more", n)
		}
	}
}

// What was packed is read by another process, which knows no more than what was told of the types; a piece alone as well.
func TestARecordComesBackPieceByPiece(t *testing.T) {
	all, r := someParts(t)
	c := &cache{last: map[key]*part{}, unpackers: map[key]*unpacker{}}
	u := all[4].Unit
	if c.reads(u) {
		t.Error("a record is read of which the types are not known")
	}
	c.last[all[0].Key] = all[0]
	for range 2 {
		var mentions []mentioned
		var entries []searched
		var counted []disclose.Record
		var rest record
		if !c.reads(u) || c.read(u, mentionsPiece, &mentions) != nil || c.read(u, listsPiece, &rest) != nil ||
			c.read(u, entriesPiece, &entries) != nil || c.read(u, countedPiece, &counted) != nil {
			t.Fatal("it cannot be read")
		}
		rest.Counted = counted
		for i, m := range mentions {
			rest.Pages = append(rest.Pages, mentioned{m.Page, m.Said, entries[i].Entries})
		}
		if !reflect.DeepEqual(rest, r) {
			t.Fatalf("it came back as %+v, was %+v", rest, r)
		}
	}
	u.Pieces[listsPiece] = bytes.Clone(u.Pieces[listsPiece])
	u.Pieces[listsPiece][3] ^= 1
	if c.reads(u) {
		t.Error("a record that was changed is read")
	}
}

func FuzzParts(f *testing.F) {
	all, _ := someParts(f)
	for _, p := range all {
		file, err := p.append(nil)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		r := partReader{rest: file}
		for p := r.next(); p != nil; p = r.next() {
			written, err := p.append(nil)
			again := partReader{rest: written}
			if got := again.next(); err != nil || !reflect.DeepEqual(got, p) {
				t.Fatalf("%+v comes back as %+v (%v)", p, got, err)
			}
		}
	})
}

func BenchmarkParts(b *testing.B) {
	all, _ := someParts(b)
	file, err := all[4].append(nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if r := (partReader{rest: file}); r.next() == nil {
			b.Fatal("it is none")
		}
	}
}
