package tagged

import (
	"math"
	"testing"
)

// The colorants of sRGB under D50, as its ICC profiles state them, and a white that is D50's.
func TestProfileHasTheColoursOfSRGB(t *testing.T) {
	want := [3]vector{{0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7141}}
	got, adaptation := colorants()
	white := vector{}
	for i := range want {
		for j := range want[i] {
			if math.Abs(got[i][j]-want[i][j]) > 0.0002 {
				t.Errorf("colorant %d is %.4f, want %.4f", i, got[i], want[i])
			}
			white[j] += got[i][j]
		}
	}
	for j, v := range multiply(adaptation, xyz(0.3127, 0.3290)) {
		if math.Abs(v-white50[j]) > 1e-9 || math.Abs(white[j]-white50[j]) > 1e-9 {
			t.Errorf("white is %v and %v, want %v", v, white[j], white50[j])
		}
	}
	if p := profileSRGB(); len(p) > 600 || string(p[36:40]) != "acsp" || int(p[2])<<8|int(p[3]) != len(p) {
		t.Errorf("the profile has %d bytes, and its head says otherwise", len(p))
	}
}
