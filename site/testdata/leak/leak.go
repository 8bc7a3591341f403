// Package leak does what must not compile: it puts a provider's document into the public tree.
package leak

import (
	"opframe/data/audience"
	"opframe/site"
)

func leak(s *site.Site, report audience.For[audience.Provider, []byte]) error {
	return site.NewTree(s, audience.Public{}, site.About{}).Put("report.html", report)
}

func release(report audience.For[audience.Provider, []byte]) audience.For[audience.Public, []byte] {
	return audience.Release(report, audience.Public{})
}
