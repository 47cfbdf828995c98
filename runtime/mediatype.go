package ow

import "strings"

// OpenWhisk's controller passes a body on as text or as base64, and takes the body of a result for one or the other. What
// it goes by is the media type alone, and whether its HTTP library, pekko, knows the type.

// A bodyType is what matters of a Content-Type.
type bodyType struct {
	text bool // for the controller it is text, else binary data
	json bool // of the JSON family; parameters other than a charset take a type out of it
}

// typeOf reads a Content-Type as the controller passes it on: with a charset only where it is text. (apache/pekko-http:
// CommonActions.scala, getMediaType; apache/openwhisk: WebActions.scala, isJsonFamily)
func typeOf(contentType string) bodyType {
	name, rest, _ := strings.Cut(contentType, ";")
	name = lower(trimBlanks(name))
	charset, others := false, false
	for rest != "" {
		var param string
		param, rest, _ = strings.Cut(rest, ";")
		charset = charset || isCharset(param)
		others = others || !isCharset(param) && trimBlanks(param) != ""
	}
	return bodyType{
		text: isTextType(name) || charset,
		json: (name == "application/json" || strings.HasSuffix(name, "+json")) && !others,
	}
}

// typeOfAnswer reads a Content-Type as a handler may have written it: with a charset even where it is binary.
func typeOfAnswer(contentType string) bodyType {
	t := typeOf(contentType)
	t.text = t.text && !isBinaryType(mediaType(contentType))
	return t
}

// isCharset reports whether a parameter of a Content-Type is the charset.
func isCharset(param string) bool {
	key, _, _ := strings.Cut(param, "=")
	return strings.EqualFold(trimBlanks(key), "charset")
}

// The types of text that pekko knows. (apache/pekko-http: MediaType.scala, MediaTypes)
const (
	textTypes = "asp cache-manifest calendar css csv event-stream html markdown mcf plain richtext tab-separated-values " +
		"uri-list vnd.wap.wml vnd.wap.wmlscript xml x-asm x-c x-component x-h x-java-source x-pascal x-script x-scriptcsh " +
		"x-scriptelisp x-scriptksh x-scriptlisp x-scriptperl x-scriptperl-module x-scriptphyton x-scriptrexx " +
		"x-scriptscheme x-scriptsh x-scripttcl x-scripttcsh x-scriptzsh x-server-parsed-html x-setext x-sgml x-speech " +
		"x-uuencode x-vcalendar x-vcard"
	textApplications = "atom+xml base64 javascript json json-patch+json merge-patch+json problem+json problem+xml rss+xml " +
		"soap+xml vnd.api+json vnd.google-earth.kml+xml x-latex x-vrml x-www-form-urlencoded xhtml+xml xml xml-dtd"
)

// isTextType reports whether pekko takes a type for text, whatever its parameters are. There is no other text without a
// charset: text/javascript is binary.
func isTextType(name string) bool {
	main, sub, _ := strings.Cut(name, "/")
	return main == "text" && hasWord(textTypes, sub) || main == "application" && hasWord(textApplications, sub)
}

// These are binary even with a charset. Of the families of applications pekko knows some members only. But a type for
// which base64 is used has no charset when the controller sees it, and then the others are binary, too.
const (
	binaryTypes        = "audio font image message multipart video"
	binaryApplications = "cbor gnutar grpc+proto java-archive lha lzx msword octet-stream pdf postscript " +
		"vnd.google-earth.kmz x-7z-compressed x-ace-compressed x-apple-diskimage x-arc-compressed x-bzip x-bzip2 " +
		"x-chrome-extension x-compress x-compressed x-debian-package x-dvi x-font-opentype x-font-truetype x-gtar x-gzip " +
		"x-rar-compressed x-redhat-package-manager x-shockwave-flash x-tar x-tex x-texinfo x-x509-ca-cert x-xpinstall zip"
)

func isBinaryType(name string) bool {
	main, sub, _ := strings.Cut(name, "/")
	return hasWord(binaryTypes, main) || main == "application" && (hasWord(binaryApplications, sub) ||
		strings.HasPrefix(sub, "vnd.ms-") || strings.HasPrefix(sub, "vnd.oasis.") || strings.HasPrefix(sub, "vnd.openxmlformats-"))
}

// hasWord reports whether word is one of those in list, which spaces separate.
func hasWord(list, word string) bool {
	for list != "" {
		var each string
		if each, list, _ = strings.Cut(list, " "); each == word {
			return true
		}
	}
	return false
}

// withoutCharset returns a Content-Type without that parameter.
func withoutCharset(contentType string) string {
	kept, rest, _ := strings.Cut(contentType, ";")
	for rest != "" {
		var param string
		if param, rest, _ = strings.Cut(rest, ";"); !isCharset(param) {
			kept += ";" + param
		}
	}
	return kept
}
