package cells

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"path"
	"strings"
)

// pack is the zip file around a workbook: its parts by name. Names differ in more than letter case.
type pack struct {
	data     []byte
	limits   *Limits
	parts    map[string]*zip.File // by name in lower case
	inflater io.ReadCloser
	scratch  []byte
}

// openPack checks the list of parts; what is in them is checked when they are read.
func openPack(data []byte, limits *Limits) (*pack, error) {
	// Counted before the list is parsed, which would take 300 bytes of memory for 46 of the file.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > limits.Entries {
		return nil, refuse(doShrink, "it is packed from %s parts, more than the %s allowed", thousands(n), thousands(limits.Entries))
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && z == nil {
		return nil, refuse(doSendAnew, "the file is cut off or damaged: the list of its parts is missing or broken")
	}
	p := &pack{data: data, limits: limits, parts: make(map[string]*zip.File, len(z.File))}
	var total int64
	for _, f := range z.File {
		if err := p.add(f, &total); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// add takes one part into the list.
func (p *pack) add(f *zip.File, total *int64) error {
	name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
	size, packed := f.UncompressedSize64, f.CompressedSize64
	*total += int64(min(size, uint64(p.limits.PartBytes)+1))
	switch {
	case !isLocal(strings.TrimSuffix(name, "/")):
		return refuse(doSaveAnew, "a part is named %s, which points outside the file", shown(f.Name))
	case p.parts[name] != nil:
		return refuse(doSaveAnew, "the part %s is in it twice", shown(f.Name))
	case f.Flags&1 != 0:
		return refuse(doUnlock, "the part %s is locked with a password", shown(f.Name))
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return refuse(doSaveAnew, "the part %s is packed by method %d, which spreadsheet programs do not use", shown(f.Name), f.Method)
	case packed > uint64(len(p.data)):
		return refuse(doSendAnew, "the part %s is cut off", shown(f.Name))
	case size > uint64(p.limits.PartBytes):
		return refuse(doShrink, "the part %s unpacks to more than the %s bytes allowed", shown(f.Name), thousands(p.limits.PartBytes))
	case size > 1<<20 && size > packed*uint64(p.limits.Ratio):
		return refuse(doSaveAnew, "the part %s unpacks to more than %d times its size, as only harmful files do", shown(f.Name), p.limits.Ratio)
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

func (p *pack) has(name string) bool { return p.parts[strings.ToLower(name)] != nil }

// read unpacks a part and checks its size and sum. The bytes are valid until the next read.
func (p *pack) read(name string) ([]byte, error) {
	f := p.parts[strings.ToLower(name)]
	if f == nil {
		return nil, refuse(doSaveAnew, "the part %s is missing", shown(name))
	}
	content, ok := p.unpack(f)
	if !ok || crc32.ChecksumIEEE(content) != f.CRC32 {
		return nil, refuse(doSendAnew, "the part %s is damaged: what unpacks from it is not what was packed", shown(name))
	}
	return content, nil
}

// unpack gives exactly the bytes that the list of parts promises, from exactly the packed ones.
func (p *pack) unpack(f *zip.File) ([]byte, bool) {
	from, err := f.DataOffset()
	if err != nil || from < 0 || from > int64(len(p.data)) || int64(f.CompressedSize64) > int64(len(p.data))-from {
		return nil, false
	}
	packed := p.data[from:][:f.CompressedSize64]
	if f.Method == zip.Store {
		return packed, len(packed) == int(f.UncompressedSize64)
	}
	return p.inflate(packed, int(f.UncompressedSize64))
}

func (p *pack) inflate(packed []byte, size int) ([]byte, bool) {
	source := bytes.NewReader(packed)
	if p.inflater == nil {
		p.inflater = flate.NewReader(source)
	} else if err := p.inflater.(flate.Resetter).Reset(source, nil); err != nil {
		return nil, false
	}
	// One byte more than promised, to see that there is none.
	if cap(p.scratch) < size+1 {
		p.scratch = make([]byte, max(size+1, 2*cap(p.scratch), 1<<16))
	}
	content, more := p.scratch[:size], p.scratch[size:size+1]
	if _, err := io.ReadFull(p.inflater, content); err != nil {
		return nil, false
	}
	n, err := p.inflater.Read(more)
	return content, n == 0 && err == io.EOF && source.Len() == 0
}
