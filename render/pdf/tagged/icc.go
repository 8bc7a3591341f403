package tagged

import (
	"encoding/binary"
	"math"
	"sync"
)

// profileSRGB is an ICC profile of sRGB (ISO 15076-1, matrix and curves), made of the numbers that
// IEC 61966-2-1 publishes: chromaticities of the primaries and of the white point, and the curve. It is the
// same for all documents, and nobody changes it. The curve is a formula and no table: poppler turns it round
// for each mark it reads, and with a table that took 35 of the 37 seconds it had for a report.
var profileSRGB = sync.OnceValue(func() []byte {
	curve := iccCurve()
	colours, adaptation := colorants()
	return iccProfile([]iccTag{
		{"desc", iccText("sRGB")},
		{"cprt", iccText("No rights reserved")},
		{"wtpt", iccNumbers("XYZ ", white50)},
		{"chad", iccNumbers("sf32", adaptation[:]...)},
		{"rXYZ", iccNumbers("XYZ ", colours[0])}, {"gXYZ", iccNumbers("XYZ ", colours[1])}, {"bXYZ", iccNumbers("XYZ ", colours[2])},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	})
})

type vector [3]float64

// white50 is the white of the space in which profiles meet, as the standard states it.
var white50 = vector{0.9642, 1, 0.8249}

// xyz is the colour of a chromaticity with the luminance 1.
func xyz(x, y float64) vector { return vector{x / y, 1, (1 - x - y) / y} }

// bradford turns XYZ into the responses of cones in which white points are exchanged.
var bradford = [3]vector{{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}}

// colorants are red, green and blue of sRGB under white50, and the matrix, by rows, that brings colours there.
func colorants() (primaries, adaptation [3]vector) {
	primaries = [3]vector{xyz(0.64, 0.33), xyz(0.30, 0.60), xyz(0.15, 0.06)}
	white65 := xyz(0.3127, 0.3290)
	shares := solve(transpose(primaries), white65)
	from, to := multiply(bradford, white65), multiply(bradford, white50)
	adapt := func(v vector) vector {
		cones := multiply(bradford, v)
		for i := range cones {
			cones[i] *= to[i] / from[i]
		}
		return solve(bradford, cones)
	}
	for i, p := range primaries {
		for j := range p {
			p[j] *= shares[i]
		}
		primaries[i] = adapt(p)
	}
	return primaries, transpose([3]vector{adapt(vector{1, 0, 0}), adapt(vector{0, 1, 0}), adapt(vector{0, 0, 1})})
}

func multiply(m [3]vector, v vector) (out vector) {
	for i, row := range m {
		out[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return out
}

func transpose(m [3]vector) (out [3]vector) {
	for i := range m {
		for j := range m {
			out[j][i] = m[i][j]
		}
	}
	return out
}

func determinant(m [3]vector) float64 {
	return m[0][0]*(m[1][1]*m[2][2]-m[1][2]*m[2][1]) -
		m[0][1]*(m[1][0]*m[2][2]-m[1][2]*m[2][0]) +
		m[0][2]*(m[1][0]*m[2][1]-m[1][1]*m[2][0])
}

// solve finds x with m·x = v by Cramer's rule.
func solve(m [3]vector, v vector) (x vector) {
	d := determinant(m)
	for j := range x {
		with := m
		for i := range with {
			with[i][j] = v[i]
		}
		x[j] = determinant(with) / d
	}
	return x
}

// iccCurve is the curve of sRGB: ((v+0.055)/1.055)^2.4 from 0.04045 on, v/12.92 below.
func iccCurve() []byte {
	return iccFixed([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
}

// iccNumbers is a tag of numbers.
func iccNumbers(kind string, vectors ...vector) []byte {
	b := append([]byte(kind), 0, 0, 0, 0)
	for _, v := range vectors {
		b = iccFixed(b, v[:]...)
	}
	return b
}

// iccFixed writes numbers with 16 bits behind the point.
func iccFixed(b []byte, numbers ...float64) []byte {
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(n*0x10000))))
	}
	return b
}

// iccText is a text in one language, in ASCII.
func iccText(text string) []byte {
	b := []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cenUS")
	b = binary.BigEndian.AppendUint32(b, uint32(2*len(text)))
	b = binary.BigEndian.AppendUint32(b, uint32(len(b)+4))
	for _, c := range []byte(text) {
		b = append(b, 0, c)
	}
	return b
}

type iccTag struct {
	name string
	data []byte
}

// iccProfile puts the head, the table and the data of tags together. Tags with the same data share it.
func iccProfile(tags []iccTag) []byte {
	var table, data []byte
	start := 128 + 4 + 12*len(tags)
	shared := map[string]int{}
	table = binary.BigEndian.AppendUint32(table, uint32(len(tags)))
	for _, t := range tags {
		at, there := shared[string(t.data)]
		if !there {
			at = start + len(data)
			shared[string(t.data)] = at
			data = append(data, t.data...)
			data = append(data, make([]byte, -len(data)&3)...)
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(len(t.data)))
	}
	return append(append(iccHead(start+len(data)), table...), data...)
}

// iccHead is the head: version 4.2, a display, RGB, perceptual.
func iccHead(size int) []byte {
	h := make([]byte, 128)
	binary.BigEndian.PutUint32(h, uint32(size))
	binary.BigEndian.PutUint32(h[8:], 0x04200000)
	copy(h[12:], "mntrRGB XYZ ")
	for i, n := range []uint16{2000, 1, 1} { // a date has to be there
		binary.BigEndian.PutUint16(h[24+2*i:], n)
	}
	copy(h[36:], "acsp")
	copy(h[68:], iccFixed(nil, white50[:]...))
	return h
}
