package tagged

import "errors"

// bookmark is an entry of the outline. fpdf says of each that nothing below it shows, which leaves readers
// to guess whether something is there.
type bookmark struct {
	number, first, next int
	dict                dict
	below               int // all that is below it
}

// writeOutline writes the outline with the numbers of what shows when all of it is open
// (ISO 32000-1, 12.3.3). It is the first thing a reader of a long document sees.
func (w *writer) writeOutline(src *source, own map[int]bool) error {
	if src.outlines == 0 {
		return nil
	}
	root, err := src.dictOf(src.outlines)
	if err != nil {
		return err
	}
	own[src.outlines] = true
	all := map[int]*bookmark{}
	count, err := readBookmarks(src, root.ref("First"), all, 0)
	if err != nil {
		return err
	}
	for n := range src.objects {
		if b := all[n]; b != nil {
			own[n] = true
			w.writeBookmark(n, b.dict, b.below)
		}
	}
	w.writeBookmark(src.outlines, root, count)
	return nil
}

// readBookmarks reads the entry with a number, those after it and all below, and gives how many they are.
func readBookmarks(src *source, number int, all map[int]*bookmark, depth int) (int, error) {
	sum := 0
	for number != 0 {
		if all[number] != nil || depth > tallest {
			return 0, errors.New("it leads back into itself")
		}
		d, err := src.dictOf(number)
		if err != nil {
			return 0, err
		}
		b := &bookmark{number: number, first: d.ref("First"), next: d.ref("Next"), dict: d}
		all[number] = b
		if b.below, err = readBookmarks(src, b.first, all, depth+1); err != nil {
			return 0, err
		}
		sum += 1 + b.below
		number = b.next
	}
	return sum, nil
}

func (w *writer) writeBookmark(number int, d dict, below int) {
	w.begin(number)
	w.add("<<")
	for _, e := range d {
		if !e.is("Count") {
			w.entry(e)
		}
	}
	if below > 0 {
		w.add("/Count ")
		w.int(below)
	}
	w.add(">>")
}
