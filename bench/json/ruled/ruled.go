package ruled

// Event is docs.Event with twenty rules.
type Event struct {
	ID         string            `json:"id" minLength:"32" maxLength:"32" rule:"min=32,max=32"`
	Kind       string            `json:"kind" enum:"repository,user,organization" rule:"oneof=repository user organization"`
	Action     string            `json:"action" minLength:"1" maxLength:"40" rule:"min=1,max=40"`
	Sequence   int64             `json:"sequence" minimum:"0" rule:"min=0"`
	Private    bool              `json:"private"`
	Sender     Person            `json:"sender"`
	Repository Repository        `json:"repository"`
	Changes    []Change          `json:"changes" minItems:"1" maxItems:"50" rule:"min=1,max=50,dive"`
	Labels     []string          `json:"labels" maxItems:"10" rule:"max=10"`
	Attributes map[string]string `json:"attributes"`
	Score      float64           `json:"score"`
	Reviewer   *Person           `json:"reviewer"`
	Note       string            `json:"note,omitempty"`
}

// Person has four rules.
type Person struct {
	ID    int64  `json:"id" minimum:"0" rule:"min=0"`
	Login string `json:"login" minLength:"1" maxLength:"40" rule:"min=1,max=40"`
	Name  string `json:"name"`
	Email string `json:"email" format:"email" rule:"email"`
	Admin bool   `json:"admin"`
}

// Repository has four rules.
type Repository struct {
	ID       int64   `json:"id"`
	Name     string  `json:"name"`
	FullName string  `json:"full_name"`
	Owner    Person  `json:"owner"`
	Stars    int     `json:"stars" minimum:"0" maximum:"1000000" rule:"min=0,max=1000000"`
	Size     int     `json:"size"`
	Rating   float64 `json:"rating" minimum:"0" maximum:"10" rule:"min=0,max=10"`
	Archived bool    `json:"archived"`
}

// Change has three rules.
type Change struct {
	Commit  string   `json:"commit" minLength:"40" maxLength:"40" rule:"min=40,max=40"`
	Message string   `json:"message"`
	Added   int      `json:"added" minimum:"0" rule:"min=0"`
	Removed int      `json:"removed"`
	Files   []string `json:"files"`
}

// Lines is a long list, each element of which can break a rule.
type Lines struct {
	Lines []Line `json:"lines"`
}

type Line struct {
	SKU   string `json:"sku" minLength:"3" maxLength:"12"`
	Count int    `json:"count" minimum:"1"`
}

// NewLines makes a document of about size bytes: one in which all is right, or no line is.
func NewLines(size int, right bool) Lines {
	line := Line{"wrong, too long", 0}
	if right {
		line = Line{"right", 1000000000} // as many bytes
	}
	all := Lines{make([]Line, size/len(`{"sku":"wrong, too long","count":0},`))}
	for k := range all.Lines {
		all.Lines[k] = line
	}
	return all
}
