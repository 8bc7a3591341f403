package cells

import (
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"path"
	"strings"
	"sync"
)

// pack is the zip file around a workbook: its parts by name. Names differ in more than letter case.
type pack struct {
	data   []byte
	limits *Limits
	parts  map[string]*packedPart // by name in lower case
	*tools
	usual int                     // enough for most parts, so that it is made once
	links map[[2]string]relations // of parts read so far, by name and folder: some are asked for several times
}

// tools are what unpacking needs and the next file can use again.
type tools struct {
	source   bytes.Reader
	inflater io.ReadCloser
	scratch  []byte
	scanner  scanner
	texts    []byte   // room for the texts that cells share, see readStrings
	ends     []int    // of these texts
	shared   []string // these texts
}

var toolbox = sync.Pool{New: func() any { return &tools{} }}

// mostKept bounds the room that is kept for the next file.
const mostKept = 4 << 20

// close gives the tools back. Nothing read from the pack may be used any more but strings.
func (p *pack) close() {
	p.source.Reset(nil) // so that the file itself is not kept, nor what was read from it
	p.scanner.leave()
	clear(p.shared)
	if cap(p.scratch) <= mostKept && cap(p.texts) <= mostKept && cap(p.shared) <= mostKept/16 {
		toolbox.Put(p.tools)
	}
	p.tools = nil
}

// openPack checks the list of parts; what is in them is checked when they are read.
func openPack(data []byte, limits *Limits) (*pack, error) {
	list, err := listPacked(data, limits)
	if err != nil {
		return nil, err
	}
	p := &pack{data: data, limits: limits, parts: make(map[string]*packedPart, len(list)), links: map[[2]string]relations{}}
	var total int64
	for i := range list {
		if err := p.add(&list[i], &total); err != nil {
			return nil, err
		}
		p.usual = max(p.usual, min(int(list[i].size)+1, 1<<20))
	}
	if err := placePacked(data, list); err != nil {
		return nil, err
	}
	p.tools = toolbox.Get().(*tools)
	return p, nil
}

// add takes one part into the list.
func (p *pack) add(f *packedPart, total *int64) error {
	name := strings.ToLower(strings.ReplaceAll(f.name, `\`, "/"))
	*total += int64(min(f.size, uint64(p.limits.PartBytes)+1))
	switch {
	case !isLocal(strings.TrimSuffix(name, "/")):
		return refuse(doSaveAnew, "a part is named %s, which points outside the file", shown(f.name))
	case p.parts[name] != nil:
		return refuse(doSaveAnew, "the part %s is in it twice", shown(f.name))
	case f.flags&flagLocked != 0:
		return refuse(doUnlock, "the part %s is locked with a password", shown(f.name))
	case f.method != methodStored && f.method != methodDeflated:
		return refuse(doSaveAnew, "the part %s is packed by method %d, which spreadsheet programs do not use", shown(f.name), f.method)
	case f.packedSize > uint64(len(p.data)):
		return refuse(doSendAnew, "the part %s is cut off", shown(f.name))
	case f.size > uint64(p.limits.PartBytes):
		return refuse(doShrink, "the part %s unpacks to more than the %s bytes allowed", shown(f.name), thousands(p.limits.PartBytes))
	case f.size > 1<<20 && f.size > f.packedSize*uint64(p.limits.Ratio):
		return refuse(doSaveAnew, "the part %s unpacks to more than %d times its size, as only harmful files do", shown(f.name), p.limits.Ratio)
	case *total > p.limits.TotalBytes:
		return refuse(doShrink, "its parts unpack to more than the %s bytes allowed", thousands(p.limits.TotalBytes))
	}
	p.parts[name] = f
	return nil
}

// isLocal says that a part's name stays inside the file.
func isLocal(name string) bool {
	return name != "" && path.Clean("/"+name) == "/"+name && !strings.Contains(name, ":") && strings.IndexByte(name, 0) < 0
}

// scan starts on a part that was read last. It ends what was scanned before.
func (p *pack) scan(part string, src []byte, own space) *scanner {
	return p.scanner.start(part, src, own, p.limits)
}

func (p *pack) has(name string) bool { return p.parts[strings.ToLower(name)] != nil }

// read unpacks a part and checks its size and sum. The bytes are valid until the next read.
func (p *pack) read(name string) ([]byte, error) {
	f := p.parts[strings.ToLower(name)]
	if f == nil {
		return nil, refuse(doSaveAnew, "the part %s is missing", shown(name))
	}
	content, ok := p.unpack(f)
	switch {
	case p.limits.stopped():
		return nil, tooLong()
	case !ok || crc32.ChecksumIEEE(content) != f.sum:
		return nil, refuse(doSendAnew, "the part %s is damaged: what unpacks from it is not what was packed", shown(name))
	}
	return content, nil
}

// unpack gives exactly the bytes that the list of parts promises, from exactly the packed ones.
func (p *pack) unpack(f *packedPart) ([]byte, bool) {
	content := p.data[f.from:][:f.packedSize]
	if f.method == methodStored {
		return content, f.packedSize == f.size
	}
	return p.inflate(content, int(f.size))
}

func (p *pack) inflate(packed []byte, size int) ([]byte, bool) {
	p.source.Reset(packed)
	if p.inflater == nil {
		p.inflater = flate.NewReader(&p.source)
	} else if err := p.inflater.(flate.Resetter).Reset(&p.source, nil); err != nil {
		return nil, false
	}
	// One byte more than promised, to see that there is none.
	if cap(p.scratch) < size+1 {
		p.scratch = make([]byte, max(size+1, p.usual))
	}
	content, more := p.scratch[:size], p.scratch[size:size+1]
	for rest := content; len(rest) > 0 && !p.limits.stopped(); {
		n, err := io.ReadFull(p.inflater, rest[:min(len(rest), 1<<20)])
		if err != nil {
			return nil, false
		}
		rest = rest[n:]
	}
	n, err := p.inflater.Read(more)
	return content, n == 0 && err == io.EOF && p.source.Len() == 0
}
