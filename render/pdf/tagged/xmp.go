package tagged

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// packet is the XMP metadata: what the information dictionary says, and which standards the file follows
// (ISO 14289-1, 5; ISO 19005-2, 6.6.4). It is not deflated, so that programs that know no PDF find it.
func packet(info Info) []byte {
	var b bytes.Buffer
	b.Grow(4 << 10)
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" +
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"" +
		" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"" +
		" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n")
	b.WriteString("<pdfuaid:part>1</pdfuaid:part>\n")
	if part, level, ok := strings.Cut(strings.TrimPrefix(info.Conformance, "A-"), "a"); ok && level == "" {
		fmt.Fprintf(&b, "<pdfaid:part>%s</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n", part)
	}
	writeDublinCore(&b, info)
	writeProperty(&b, "xmp:CreatorTool", info.Creator)
	writeProperty(&b, "xmp:CreateDate", xmpDate(info.Date))
	writeProperty(&b, "xmp:ModifyDate", xmpDate(info.Date))
	writeProperty(&b, "xmp:MetadataDate", xmpDate(info.Date))
	writeProperty(&b, "pdf:Producer", info.Producer)
	b.WriteString("</rdf:Description>\n")
	if info.Conformance != "" {
		b.WriteString(extensionSchema)
	}
	b.WriteString("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

func writeDublinCore(b *bytes.Buffer, info Info) {
	writeProperty(b, "dc:format", "application/pdf")
	writeIn(b, "dc:language", "Bag", info.Lang)
	writeAlternatives(b, "dc:title", info.Title, info.Lang)
	writeIn(b, "dc:creator", "Seq", info.Author)
	writeAlternatives(b, "dc:description", info.Subject, info.Lang)
}

func writeProperty(b *bytes.Buffer, name, value string) {
	if value != "" {
		fmt.Fprintf(b, "<%s>%s</%[1]s>\n", name, escaped(value))
	}
}

// writeIn writes a property with one value in a container.
func writeIn(b *bytes.Buffer, name, container, value string) {
	if value != "" {
		fmt.Fprintf(b, "<%s><rdf:%s><rdf:li>%s</rdf:li></rdf:%[2]s></%[1]s>\n", name, container, escaped(value))
	}
}

// writeAlternatives writes a property that is in a language, and stands for all others.
func writeAlternatives(b *bytes.Buffer, name, value, lang string) {
	if value != "" {
		fmt.Fprintf(b, "<%s><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li>"+
			"<rdf:li xml:lang=\"%s\">%[2]s</rdf:li></rdf:Alt></%[1]s>\n", name, escaped(value), escaped(lang))
	}
}

func escaped(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' || strings.ContainsRune("<>&\"'", r) }) {
		return text // most is
	}
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		panic(fmt.Sprintf("escape into memory: %v", err)) // a buffer takes what it is given
	}
	return b.String()
}

// extensionSchema describes the property pdfuaid:part, which ISO 19005-2 does not know (6.6.2.3).
const extensionSchema = `<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`
