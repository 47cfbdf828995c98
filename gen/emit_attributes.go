package gen

import "path/filepath"

// emitAttributes writes the files that tell git, and those who show reviews, what is generated: platforms fold it. Line ends
// of an archive are none.
func emitAttributes(l Layout) []File {
	var files []File
	if l.GoAttributes != "" {
		text := fileHeader + "\n"
		for _, file := range []string{l.Main, l.Codec} {
			text += "/" + filepath.Base(file) + " linguist-generated\n"
		}
		files = append(files, File{Path: l.GoAttributes, Data: []byte(text), Yields: true})
	}
	if l.ImageAttributes == "" {
		return files
	}
	const archive = "/" + rootfsName + " -text linguist-generated\n"
	if l.ImageAttributes == l.GoAttributes {
		files[0].Data = append(files[0].Data, archive...)
		return files
	}
	return append(files, File{Path: l.ImageAttributes, Data: []byte(fileHeader + "\n" + archive), Yields: true})
}
