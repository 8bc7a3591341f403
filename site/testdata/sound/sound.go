// Package sound is the leak package with the mistakes put right, so that the test of it proves something.
package sound

import (
	"opframe/data/audience"
	"opframe/site"
)

func put(s *site.Site, report audience.For[audience.Provider, []byte]) error {
	return site.NewTree(s, audience.Office{}, site.About{}).Put("report.html", audience.ToOffice(report))
}

func release(pack audience.For[audience.Public, []byte]) audience.For[audience.WorkingGroup, []byte] {
	return audience.Release(pack, audience.WorkingGroup{})
}
