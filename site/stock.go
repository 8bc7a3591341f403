package site

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// stock is what was in staging before anything was laid there: the files of the spare, by their folders. Of a site of
// ten thousands no string is kept for each, since folders of one kind call their files alike. A nil stock is empty.
type stock struct {
	names   shelfNames
	folders map[string]*stocked // by their paths below the site, that itself being ""
	// last is the folder asked for last, as files are laid folder by folder.
	lastName string
	last     *stocked
}

// stocked is one folder.
type stocked struct {
	files []stockedFile
	stays bool // some of them are laid again
}

type stockedFile struct {
	name int // its number, or gone
	look
}

// gone is the name of a file that is laid again or removed.
const gone = -1

func (o *stock) folder(name string) *stocked {
	if o == nil {
		return nil
	}
	if o.last == nil || o.lastName != name {
		o.lastName, o.last = name, o.folders[name]
	}
	return o.last
}

// find finds a file by its path below the site.
func (o *stock) find(file string) (*stocked, *stockedFile) {
	in := folderOf(file)
	folder := o.folder(in)
	if folder == nil {
		return nil, nil
	}
	if n, ok := o.names.at[strings.TrimPrefix(file[len(in):], "/")]; ok {
		for i := range folder.files {
			if folder.files[i].name == n {
				return folder, &folder.files[i]
			}
		}
	}
	return folder, nil
}

// lay says whether a file that is kept is in stock as it was, which then is laid.
func (o *stock) lay(k Kept) bool {
	folder, file := o.find(k.Path)
	if file == nil || file.look != (look{k.Size, k.Modified, k.Inode}) {
		return false
	}
	file.name, folder.stays = gone, true
	return true
}

// give says whether a file is in stock, and forgets it.
func (o *stock) give(name string) bool {
	_, file := o.find(name)
	if file == nil {
		return false
	}
	file.name = gone
	return true
}

// forget forgets a folder and those within it.
func (o *stock) forget(name string) {
	if o == nil {
		return
	}
	o.last = nil
	for folder := range o.folders {
		if folder == name || strings.HasPrefix(folder, name+"/") {
			delete(o.folders, folder)
		}
	}
}

// clear removes what was not laid again from staging: files, and folders in which nothing is.
func (o *stock) clear(staging string) error {
	if o == nil {
		return nil
	}
	var faults []error
	var folders []string
	for name, folder := range o.folders {
		for _, f := range folder.files {
			if f.name != gone {
				faults = append(faults, os.Remove(filepath.Join(staging, filepath.FromSlash(path.Join(name, o.names.all[f.name])))))
			}
		}
		if !folder.stays && name != "" {
			folders = append(folders, name)
		}
	}
	slices.Sort(folders)
	for _, name := range slices.Backward(folders) { // those within others first
		_ = os.Remove(filepath.Join(staging, filepath.FromSlash(name))) // stays where something is in it
	}
	return errors.Join(faults...)
}

// numberOf is number of a name that need not be a string yet.
func (n *shelfNames) numberOf(name []byte) int {
	if i, ok := n.at[string(name)]; ok {
		return i
	}
	return n.number(string(name))
}
