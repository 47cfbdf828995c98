package docs

import "time"

// Small is the parameters of the smallest actions.
//
//easyjson:json
type Small struct {
	ID int  `json:"id"`
	OK bool `json:"ok"`
}

// Event is what a web hook sends: some two dozen keys, nested twice.
//
//easyjson:json
type Event struct {
	ID         string            `json:"id"`
	Kind       string            `json:"kind"`
	Action     string            `json:"action"`
	Sequence   int64             `json:"sequence"`
	Private    bool              `json:"private"`
	Sender     Person            `json:"sender"`
	Repository Repository        `json:"repository"`
	Changes    []Change          `json:"changes"`
	Labels     []string          `json:"labels"`
	Attributes map[string]string `json:"attributes"`
	Score      float64           `json:"score"`
	Reviewer   *Person           `json:"reviewer"`
	Note       string            `json:"note,omitempty"`
}

type Person struct {
	ID    int64  `json:"id"`
	Login string `json:"login"`
	Name  string `json:"name"`
	Email string `json:"email"`
	Admin bool   `json:"admin"`
}

type Repository struct {
	ID       int64   `json:"id"`
	Name     string  `json:"name"`
	FullName string  `json:"full_name"`
	Owner    Person  `json:"owner"`
	Stars    int     `json:"stars"`
	Size     int     `json:"size"`
	Rating   float64 `json:"rating"`
	Archived bool    `json:"archived"`
}

type Change struct {
	Commit  string   `json:"commit"`
	Message string   `json:"message"`
	Added   int      `json:"added"`
	Removed int      `json:"removed"`
	Files   []string `json:"files"`
}

// Series is long arrays of numbers and short strings.
//
//easyjson:json
type Series struct {
	Counts []int64   `json:"counts"`
	Values []float64 `json:"values"`
	Names  []string  `json:"names"`
	Points []Point   `json:"points"`
}

type Point struct {
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	Z     float64 `json:"z"`
	Index int     `json:"index"`
	Valid bool    `json:"valid"`
}

// Text is paragraphs full of escapes and foreign letters.
//
//easyjson:json
type Text struct {
	Title      string   `json:"title"`
	Paragraphs []string `json:"paragraphs"`
}

// Regions is outlines on a map.
//
//easyjson:json
type Regions struct {
	Type     string   `json:"type"`
	Features []Region `json:"features"`
}

type Region struct {
	Type       string     `json:"type"`
	Properties Properties `json:"properties"`
	Geometry   Geometry   `json:"geometry"`
}

type Properties struct {
	Name string `json:"name"`
}

type Geometry struct {
	Type        string         `json:"type"`
	Coordinates [][][2]float64 `json:"coordinates"`
}

// Catalog is maps from ids to things that refer to each other.
//
//easyjson:json
type Catalog struct {
	Areas  map[string]string `json:"areas"`
	Events map[string]Show   `json:"events"`
	Dates  []Performance     `json:"performances"`
}

type Show struct {
	ID          int64   `json:"id"`
	Name        string  `json:"name"`
	Description *string `json:"description"`
	Logo        *string `json:"logo"`
	Topics      []int64 `json:"topicIds"`
	Subject     *string `json:"subjectCode"`
}

type Performance struct {
	ID         int64      `json:"id"`
	Event      int64      `json:"eventId"`
	Start      int64      `json:"start"`
	Venue      string     `json:"venueCode"`
	Prices     []Price    `json:"prices"`
	Categories []Category `json:"seatCategories"`
}

type Price struct {
	Amount   int64 `json:"amount"`
	Audience int64 `json:"audienceSubCategoryId"`
	Seat     int64 `json:"seatCategoryId"`
}

type Category struct {
	ID    int64  `json:"seatCategoryId"`
	Areas []Area `json:"areas"`
}

type Area struct {
	ID     int64   `json:"areaId"`
	Blocks []int64 `json:"blockIds"`
}

// Timeline is short messages of users, with much that may be absent.
//
//easyjson:json
type Timeline struct {
	Messages []Message `json:"messages"`
	Next     string    `json:"next"`
	Took     float64   `json:"took"`
}

type Message struct {
	ID        int64    `json:"id"`
	IDText    string   `json:"id_str"`
	Created   string   `json:"created_at"`
	Text      string   `json:"text"`
	Source    string   `json:"source"`
	Truncated bool     `json:"truncated"`
	ReplyTo   *int64   `json:"in_reply_to"`
	User      User     `json:"user"`
	Place     *string  `json:"place"`
	Reposts   int      `json:"reposts"`
	Likes     int      `json:"likes"`
	Entities  Entities `json:"entities"`
	Repost    *Message `json:"repost,omitempty"`
	Language  string   `json:"lang"`
}

type User struct {
	ID          int64   `json:"id"`
	Name        string  `json:"name"`
	Screen      string  `json:"screen_name"`
	Location    string  `json:"location"`
	Description string  `json:"description"`
	URL         *string `json:"url"`
	Followers   int     `json:"followers"`
	Friends     int     `json:"friends"`
	Verified    bool    `json:"verified"`
	Color       string  `json:"color"`
	Image       string  `json:"image"`
}

type Entities struct {
	Tags     []Tag     `json:"tags"`
	Links    []Link    `json:"links"`
	Mentions []Mention `json:"mentions"`
}

type Tag struct {
	Text    string `json:"text"`
	Indices [2]int `json:"indices"`
}

type Link struct {
	URL     string `json:"url"`
	Display string `json:"display"`
	Indices [2]int `json:"indices"`
}

type Mention struct {
	ID      int64  `json:"id"`
	Screen  string `json:"screen_name"`
	Indices [2]int `json:"indices"`
}

// Invoices is what a shop hands to its accountant: times, amounts, and parts that are left out.
//
//easyjson:json
type Invoices struct {
	Period   time.Time `json:"period"`
	Invoices []Invoice `json:"invoices"`
}

type Invoice struct {
	Number  string            `json:"number"`
	Issued  time.Time         `json:"issued"`
	Paid    *time.Time        `json:"paid,omitempty"`
	Buyer   Address           `json:"buyer"`
	Ship    *Address          `json:"ship,omitempty"`
	Lines   []Line            `json:"lines"`
	Total   int64             `json:"total"`
	Remarks []string          `json:"remarks,omitempty"`
	Extra   map[string]string `json:"extra,omitempty"`
}

type Address struct {
	Name    string `json:"name"`
	Street  string `json:"street"`
	City    string `json:"city"`
	Code    string `json:"code"`
	Country string `json:"country"`
}

type Line struct {
	Article  string  `json:"article"`
	Text     string  `json:"text,omitempty"`
	Quantity float64 `json:"quantity"`
	Price    int64   `json:"price"`
	Tax      float64 `json:"tax,omitempty"`
}

// Telemetry is what a device reports: small maps with ever the same keys.
//
//easyjson:json
type Telemetry struct {
	Host    string            `json:"host"`
	Tags    map[string]string `json:"tags"`
	Samples []Sample          `json:"samples"`
}

type Sample struct {
	Time   uint64             `json:"time"`
	Values map[string]float64 `json:"values"`
	Errors uint32             `json:"errors"`
	Level  int8               `json:"level"`
}
