package response

// Trait is something a file carries besides answers, for a reviewer to know of. It is never for
// anybody but the office: files tell who wrote them and what else they know.
type Trait struct {
	Kind TraitKind `json:"kind"`
	Cell Cell      `json:"place"`
	What string    `json:"what"`
	// Own says that the questionnaire itself came with it.
	Own bool `json:"own,omitempty"`
}

// TraitKind groups traits for people.
type TraitKind string

// The kinds, in the order they are shown: first what can do something or leads elsewhere.
const (
	Macro      TraitKind = "macro"
	Connection TraitKind = "data connection"
	External   TraitKind = "external link"
	Embedded   TraitKind = "embedded object"
	FormulaIn  TraitKind = "formula in an answer"
	Hidden     TraitKind = "hidden"
	Remark     TraitKind = "comment"
	Hyperlink  TraitKind = "hyperlink"
	Named      TraitKind = "defined name"
	Protection TraitKind = "protection"
	Custom     TraitKind = "custom property"
	People     TraitKind = "people and programs"
	Unknown    TraitKind = "not known"
)

// TraitKinds lists the kinds in order.
var TraitKinds = []TraitKind{Macro, Connection, External, Embedded, FormulaIn, Hidden, Remark, Hyperlink, Named, Protection, Custom, People, Unknown}
