package recipe

import (
	"path/filepath"

	"github.com/owgen/owgen/gen/internal/model"
)

// attributeFiles writes the files that tell git, and those who show reviews, what is generated: platforms fold it. Line ends
// of an archive are none.
func attributeFiles(l model.Layout) []model.File {
	var files []model.File
	if l.GoAttributes != "" {
		text := FileHeader + "\n"
		for _, file := range []string{l.Main, l.Codec} {
			text += "/" + filepath.Base(file) + " linguist-generated\n"
		}
		files = append(files, model.File{Path: l.GoAttributes, Data: []byte(text), Yields: true})
	}
	if l.ImageAttributes == "" {
		return files
	}
	const archive = "/" + RootfsName + " -text linguist-generated\n"
	if l.ImageAttributes == l.GoAttributes {
		files[0].Data = append(files[0].Data, archive...)
		return files
	}
	return append(files, model.File{Path: l.ImageAttributes, Data: []byte(FileHeader + "\n" + archive), Yields: true})
}
