// Package round knows what lies in the folder of one round: its settings, the register of providers and
// products, and which responses came in. It reads no response itself and changes nothing.
package round

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/yamlfile"
)

// Settings is round.yaml.
type Settings struct {
	ID        string    `yaml:"id"`
	Title     string    `yaml:"title"`
	AsOf      date.Date `yaml:"as_of"` // stands for the clock
	Framework string    `yaml:"framework"`
	Due       date.Date `yaml:"due"` // when questionnaires are to be in
	Office    Office    `yaml:"office"`
	// Floor is the least number of providers behind any figure in the working-group summary; 5 if not set.
	Floor int `yaml:"disclosure_floor"`
	// Baseline is the folder of the round before, relative to this one; "" for none.
	Baseline string `yaml:"baseline"`
	// Address is where the public edition will stand, such as "https://office.example.org/framework/"; ""
	// where that is not known: then nothing that needs a whole address is written.
	Address string `yaml:"address"`
	// ShowContact lets each provider of tier 1 see the name of its dedicated contact; nobody else does.
	ShowContact bool `yaml:"show_dedicated_contact"`
	// Notice is printed at the foot of every page, for example that the round is a sample.
	Notice string         `yaml:"notice"`
	At     yamlfile.Place `yaml:"-"`
	Keys   yamlfile.Keys  `yaml:"-"`
}

// Office is who publishes and answers.
type Office struct {
	Name  string `yaml:"name"`
	Email string `yaml:"email"`
	Phone string `yaml:"phone"`
}

// LeastFloor is the floor of contributors where the round sets none, and the lowest it may set.
const LeastFloor = 5

// Round is the folder as read.
type Round struct {
	Settings
	Providers []Provider
	Products  []Product
	Uses      []Use
	Staff     []Staff
	// Consultation is what papers/ and the list of actions hold, with the seats of the register.
	Consultation consultation.Record
	// Letters are the round's own wordings of letters, by file: "letters/outcome.md".
	Letters map[string][]byte
	// Enquiries are those that are fit to be answered, in the order of the list.
	Enquiries []Enquiry
	// Responses are the paths of the files in responses/, below the round's folder, sorted.
	Responses []string
	// Reviews are the paths of the review workbooks in reviews/, likewise.
	Reviews []string
	// Problems of the register and the folder; none of them keeps the round from being built.
	Problems []response.Problem

	providersAt, productsAt map[string]int   // places in Providers and Products
	namedAt                 map[string][]int // places in Products by name, see nameKey
}

// Product is one software product of a provider.
type Product struct {
	ID, Provider, Name, Domain string
	// Reviewer is the member of staff who looks after it, or "".
	Reviewer string
	// Listed says that the provider consents to the product being named in public.
	Listed bool
}

// known is what a round's folder may hold besides round.yaml and the register.
var known = []string{"responses", "reviews", "papers", "letters", "actions.xlsx", "actions.csv", "enquiries.xlsx", "enquiries.csv"}

// Load reads the round in the root of dir; name is what messages call it. An error means that there is
// no round to build: round.yaml or the register is not there or cannot be read.
func Load(name string, dir fs.FS) (*Round, error) {
	data, err := fs.ReadFile(dir, "round.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: this is no round: it has no round.yaml. `opframe init DIR` writes a sample round", name)
	}
	if err != nil {
		return nil, err
	}
	r := &Round{}
	if err := yamlfile.Decode(path.Join(name, "round.yaml"), data, &r.Settings); err != nil {
		return nil, err
	}
	if err := r.settle(); err != nil {
		return nil, err
	}
	sheets, err := r.register(dir)
	if err != nil {
		return nil, err
	}
	if err := r.consult(dir, sheets["Members"]); err != nil {
		return nil, err
	}
	if err := r.wording(dir); err != nil {
		return nil, err
	}
	if err := r.enquiries(dir); err != nil {
		return nil, err
	}
	return r, r.list(dir)
}

// settle fills in what may be left out and refuses what must not be.
func (r *Round) settle() error {
	if r.Floor == 0 {
		r.Floor = LeastFloor
	}
	var faults []error
	need := func(ok bool, what string) {
		if !ok {
			faults = append(faults, yamlfile.Fault{At: r.At, What: what})
		}
	}
	need(r.ID != "" && r.Title != "", "id and title are needed")
	need(!r.AsOf.IsZero(), "as_of is needed: the day the round is assessed as of, which stands for the clock")
	need(r.Framework != "", "framework is needed, such as interim@1.0")
	need(r.Office.Name != "" && r.Office.Email != "", "office needs a name and an email")
	if what := r.settleAddress(); what != "" {
		faults = append(faults, yamlfile.Fault{At: r.Keys["address"], What: what})
	}
	need(r.Floor >= LeastFloor, fmt.Sprintf("disclosure_floor is %d: below %d a member could work out another's answers", r.Floor, LeastFloor))
	return errors.Join(faults...)
}

// settleAddress adds the slash that an address may leave out at its end, and says what is wrong with it.
func (r *Round) settleAddress() string {
	if r.Address == "" {
		return ""
	}
	const like = "write a whole address such as https://office.example.org/framework/"
	u, err := url.Parse(r.Address)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http":
		return fmt.Sprintf("address %q is no address of a site: %s", r.Address, like)
	case strings.ContainsAny(r.Address, "?#"):
		return fmt.Sprintf("address %q has more than a folder: %s", r.Address, like)
	case u.String() != r.Address:
		return fmt.Sprintf("address %q is not written as browsers send it: write %s", r.Address, u)
	}
	if !strings.HasSuffix(r.Address, "/") {
		r.Address += "/"
	}
	return ""
}

// list finds the responses and says what else lies in the folder.
func (r *Round) list(dir fs.FS) error {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		switch {
		case strings.HasPrefix(name, ".") || name == "round.yaml" || isRegister(name) || slices.Contains(known, name) || name == strings.Split(path.Clean(r.Baseline), "/")[0] || name == r.ownFramework():
		default:
			r.warn(name, "a round's folder holds no such thing, so it is not read.", "Known are round.yaml, register.xlsx or register-*.csv, "+strings.Join(known, ", ")+".")
		}
	}
	if r.Responses, err = r.filesIn(dir, "responses"); err != nil {
		return err
	}
	r.Reviews, err = r.filesIn(dir, "reviews")
	return err
}

// ownFramework is the name of the folder below the round's in which its framework stands, or "".
func (r *Round) ownFramework() string {
	if !strings.HasPrefix(r.Framework, "./") {
		return ""
	}
	return strings.Split(path.Clean(r.Framework), "/")[0]
}

// filesIn are the paths of the files directly in a folder of the round, sorted; none where there is no such folder.
func (r *Round) filesIn(dir fs.FS, folder string) ([]string, error) {
	entries, err := fs.ReadDir(dir, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []string
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$"): // left by spreadsheet programs while a file is open
		case e.IsDir():
			r.warn(name, "it is a folder: only files directly in "+folder+" are read.", "Move its files up.")
		default:
			all = append(all, name)
		}
	}
	return all, nil
}

func (r *Round) warn(file, what, do string) {
	r.problem(response.Warning, response.Cell{File: file}, what, do)
}

func (r *Round) problem(sev response.Severity, at response.Cell, what, do string) {
	r.Problems = append(r.Problems, response.Problem{Kind: response.Register, Severity: sev, Cell: at, What: what, Do: do})
}

// Provider finds a provider by id.
func (r *Round) Provider(id string) (Provider, bool) {
	i, ok := find(r.providersAt, r.Providers, id, func(p Provider) string { return p.ID })
	if !ok {
		return Provider{}, false
	}
	return r.Providers[i], true
}

// Product finds a product by id.
func (r *Round) Product(id string) (Product, bool) {
	i, ok := r.ProductPlace(id)
	if !ok {
		return Product{}, false
	}
	return r.Products[i], true
}

// ProductPlace finds the place of a product in Products.
func (r *Round) ProductPlace(id string) (int, bool) {
	return find(r.productsAt, r.Products, id, func(p Product) string { return p.ID })
}

// find looks something up in the index of a round that was loaded, and through the whole list of one put together
// by hand.
func find[T any](at map[string]int, all []T, id string, idOf func(T) string) (int, bool) {
	if len(at) != len(all) {
		i := slices.IndexFunc(all, func(x T) bool { return idOf(x) == id })
		return i, i >= 0
	}
	i, ok := at[id]
	return i, ok
}

// index notes where providers and products stand: of a round of thousands each is asked for by each.
func (r *Round) index() {
	r.providersAt, r.productsAt = make(map[string]int, len(r.Providers)), make(map[string]int, len(r.Products))
	for i, p := range r.Providers {
		r.providersAt[p.ID] = i
	}
	for i, p := range r.Products {
		r.productsAt[p.ID] = i
	}
	r.namedAt = namesOf(r.Products)
}

// idForm is what ids must look like, since they name folders and stand in addresses.
var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
