package sample

import (
	"opframe/data/date"
	"opframe/data/workbook"
	"opframe/data/yamlfile"
)

// data is everything the YAML files say.
type data struct {
	reg      registerData
	prof     profileData
	replies  []reply // of the round
	previous []reply // of the round before
	reviews  []reviewed
	editions map[string]workbook.Edition
	template string            // of round.yaml
	papers   map[string][]byte // of the round, with its lists of actions and enquiries: copied as they are
}

// registerData is register.yaml: the two rounds, and who takes part in them.
type registerData struct {
	Round     settings   `yaml:"round"`
	Previous  settings   `yaml:"previous"`
	Office    office     `yaml:"office"`
	Notice    string     `yaml:"notice"`
	Providers []provider `yaml:"providers"`
	Products  []product  `yaml:"products"`
	Staff     []staff    `yaml:"staff"`
	Members   []member   `yaml:"members"`
}

type settings struct {
	ID        string         `yaml:"id"`
	Title     string         `yaml:"title"`
	AsOf      date.Date      `yaml:"as_of"`
	Due       date.Date      `yaml:"due"`
	Framework string         `yaml:"framework"`
	Address   string         `yaml:"address"` // "" for none
	At        yamlfile.Place `yaml:"-"`
}

type office struct {
	Name  string `yaml:"name"`
	Email string `yaml:"email"`
	Phone string `yaml:"phone"`
}

type provider struct {
	ID      string   `yaml:"id"`
	Name    string   `yaml:"name"`
	Number  string   `yaml:"number"` // business number; none of them passes its check digits
	Roles   []string `yaml:"roles"`
	Contact string   `yaml:"contact"`
	Email   string   `yaml:"email"`
	// Facts for the service model, by framework.ProviderFact, as the register writes them.
	Facts     map[string]string `yaml:"facts"`
	Settled   override          `yaml:"settled"`
	ContactIs dedicated         `yaml:"contact_is"`
	Was       earlier           `yaml:"was"`
	At        yamlfile.Place    `yaml:"-"`
}

// override is a tier that the office has settled.
type override struct {
	Tier   string `yaml:"tier"`
	Reason string `yaml:"reason"`
	By     string `yaml:"by"`
}

// dedicated is a provider's contact as recorded.
type dedicated struct {
	Name   string    `yaml:"name"`
	Since  date.Date `yaml:"since"`
	Reason string    `yaml:"reason"`
}

// earlier is what was otherwise in the round before: facts, and the contact if there was one on record.
type earlier struct {
	Facts     map[string]string `yaml:"facts"`
	ContactIs dedicated         `yaml:"contact_is"`
}

type product struct {
	ID       string         `yaml:"id"`
	Provider string         `yaml:"provider"`
	Name     string         `yaml:"name"`
	Domain   string         `yaml:"domain"`
	Reviewer string         `yaml:"reviewer"` // one of the staff, or ""
	Listed   bool           `yaml:"listed"`
	Uses     []use          `yaml:"uses"`
	At       yamlfile.Place `yaml:"-"`
}

// use is one API a product uses: a row of its list of APIs, and of the register.
type use struct {
	API   string    `yaml:"api"`
	For   string    `yaml:"for"`
	Path  string    `yaml:"path"` // "" for direct
	Env   string    `yaml:"env"`  // "" for production
	Since date.Date `yaml:"since"`
	// Unregistered uses are named by the provider only: the office's register does not have them.
	Unregistered bool           `yaml:"unregistered"`
	At           yamlfile.Place `yaml:"-"`
}

type staff struct {
	Name     string   `yaml:"name"`
	Skills   []string `yaml:"skills"`
	Capacity string   `yaml:"capacity"`
	Contacts string   `yaml:"contacts"`
	// The absence is of the round; in the one before everybody was there.
	AbsentFrom  date.Date `yaml:"absent_from"`
	AbsentUntil date.Date `yaml:"absent_until"`
	StandIn     string    `yaml:"stand_in"`
}

type member struct {
	Group        string `yaml:"group"`
	Name         string `yaml:"name"`
	Organisation string `yaml:"organisation"`
	Role         string `yaml:"role"`
}

// profileData is profiles.yaml: answers that several providers give alike.
type profileData struct {
	Profiles []profile `yaml:"profiles"`
	Remarks  []remark  `yaml:"remarks"`
}

// profile is a set of answers to one edition. Like names the profile whose answers hold where it
// has none of its own.
type profile struct {
	ID        string         `yaml:"id"`
	Framework string         `yaml:"framework"`
	Like      string         `yaml:"like"`
	Evidence  []document     `yaml:"evidence"`
	Answers   []answer       `yaml:"answers"`
	At        yamlfile.Place `yaml:"-"`
}

// remark is what providers say beside an answer when they have nothing special to say.
type remark struct {
	Q    string         `yaml:"q"`
	When string         `yaml:"when"` // the option that must be chosen; "" for any answer
	Say  []string       `yaml:"say"`  // several ways to say it
	At   yamlfile.Place `yaml:"-"`
}

type replyData struct {
	Replies []reply `yaml:"replies"`
}

// reply is one workbook as a provider sent it.
type reply struct {
	Product   string    `yaml:"product"`
	File      string    `yaml:"file"`
	Form      string    `yaml:"form"`      // "" for xlsx
	Framework string    `yaml:"framework"` // "" for the round's
	Profile   string    `yaml:"profile"`
	By        string    `yaml:"by"` // who filled it in, and when
	On        date.Date `yaml:"on"`
	// Refs is how the provider numbers evidence: # stands for 1, ## for 01.
	Refs string `yaml:"refs"`
	// Talks is out of how many of ten answers a common remark is made about.
	Talks    int            `yaml:"talks"`
	Evidence []document     `yaml:"evidence"`
	Withheld []string       `yaml:"withheld"` // keys of documents that are not offered
	Answers  []answer       `yaml:"answers"`
	At       yamlfile.Place `yaml:"-"`
}

// document is one piece of evidence. Those of a reply are always listed, those of a profile where an
// answer rests on them. Days can be counted from the day of the reply, as sent-30 or sent+365, or be
// the answer to a question, as W10.
type document struct {
	Key     string         `yaml:"key"`
	Title   string         `yaml:"title"`
	Kind    string         `yaml:"kind"`
	Issued  string         `yaml:"issued"`
	Expires string         `yaml:"expires"`
	Owner   string         `yaml:"owner"`
	At      yamlfile.Place `yaml:"-"`
}

// answer is one answer. One that gives none changes only what stands beside the answer of the profile.
type answer struct {
	Q     string              `yaml:"q"`
	Is    string              `yaml:"is"`    // option id, number, day or text
	Are   []string            `yaml:"are"`   // option ids, where several are allowed
	Rows  []map[string]string `yaml:"rows"`  // by column id
	Words string              `yaml:"words"` // typed instead, and not understood
	Empty bool                `yaml:"empty"` // left out
	Say   string              `yaml:"say"`
	Ev    string              `yaml:"ev"`    // key of a document
	Cites string              `yaml:"cites"` // a reference to something that is not listed
	// Anyway keeps an answer that is not asked for.
	Anyway bool           `yaml:"anyway"`
	At     yamlfile.Place `yaml:"-"`
}

func (a answer) given() bool {
	return a.Is != "" || a.Are != nil || a.Rows != nil || a.Words != "" || a.Empty
}
