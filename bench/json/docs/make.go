package docs

// The functions of this file make documents. Their sizes are about those of the well-known documents of their kind.

// NewSmall makes the smallest document.
func NewSmall() Small { return Small{ID: 4711, OK: true} }

// NewEvent makes an event.
func NewEvent(seed uint64) Event {
	r := newRandom(seed)
	e := Event{
		ID: r.hex(32), Kind: "repository", Action: r.word(), Sequence: r.Int64N(1 << 40), Private: true,
		Sender:     r.person(),
		Repository: Repository{r.Int64N(1 << 30), r.word(), r.word() + "/" + r.word(), r.person(), r.IntN(5000), r.IntN(100000), r.decimal(5, 2), false},
		Labels:     []string{r.word(), r.word(), r.word(), r.word()},
		Attributes: map[string]string{},
		Score:      r.decimal(1, 6),
	}
	for range 8 {
		e.Attributes[r.word()] = r.words(2)
	}
	for range 4 {
		e.Changes = append(e.Changes, Change{r.hex(40), r.words(6) + "\n\n" + r.words(4), r.IntN(300), r.IntN(200), []string{r.word() + ".go", r.word() + ".go", r.word() + ".go"}})
	}
	return e
}

func (r random) person() Person {
	login := r.word()
	return Person{r.Int64N(1 << 32), login, r.words(2), login + "@" + r.word() + ".example", r.IntN(2) == 0}
}

// NewSeries makes long arrays.
func NewSeries(seed uint64) Series {
	r := newRandom(seed)
	var s Series
	for i := range 5000 {
		s.Counts = append(s.Counts, r.Int64N(1<<(4+r.IntN(40))))
		s.Values = append(s.Values, r.decimal(1000, 1+r.IntN(8)))
		s.Names = append(s.Names, r.word())
		s.Points = append(s.Points, Point{r.decimal(100, 4), r.decimal(100, 4), r.decimal(100, 4), i, r.IntN(2) == 0})
	}
	return s
}

// NewText makes paragraphs.
func NewText(seed uint64) Text {
	r := newRandom(seed)
	t := Text{Title: r.prose(5)}
	for range 400 {
		t.Paragraphs = append(t.Paragraphs, r.prose(10+r.IntN(70)))
	}
	return t
}

// NewRegions makes outlines.
func NewRegions(seed uint64) Regions {
	r := newRandom(seed)
	all := Regions{Type: "FeatureCollection"}
	for range 40 {
		var rings [][][2]float64
		for range 1 + r.IntN(10) {
			var ring [][2]float64
			x, y := r.Float64()*360-180, r.Float64()*180-90
			for range 20 + r.IntN(200) {
				x, y = x+r.NormFloat64()/100, y+r.NormFloat64()/100
				ring = append(ring, [2]float64{x, y})
			}
			rings = append(rings, ring)
		}
		all.Features = append(all.Features, Region{"Feature", Properties{r.word()}, Geometry{"Polygon", rings}})
	}
	return all
}

// NewCatalog makes a catalogue.
func NewCatalog(seed uint64) Catalog {
	r := newRandom(seed)
	c := Catalog{Areas: map[string]string{}, Events: map[string]Show{}}
	for range 20 {
		c.Areas[r.digits()] = r.words(2)
	}
	for range 180 {
		show := Show{ID: r.Int64N(1 << 28), Name: r.words(4), Topics: r.ids(2 + r.IntN(6))}
		if r.IntN(4) == 0 {
			text := r.prose(12)
			show.Description = &text
		}
		c.Events[r.digits()] = show
	}
	for range 240 {
		p := Performance{ID: r.Int64N(1 << 28), Event: r.Int64N(1 << 28), Start: 1_790_000_000_000 + r.Int64N(1<<34), Venue: r.word()}
		for range 3 + r.IntN(5) {
			p.Prices = append(p.Prices, Price{r.Int64N(200000), r.Int64N(1 << 28), r.Int64N(1 << 28)})
			p.Categories = append(p.Categories, Category{r.Int64N(1 << 28), []Area{{r.Int64N(1 << 28), []int64{}}, {r.Int64N(1 << 28), r.ids(2)}}})
		}
		c.Dates = append(c.Dates, p)
	}
	return c
}

func (r random) digits() string {
	b := []byte("1")
	for range 8 {
		b = append(b, byte('0'+r.IntN(10)))
	}
	return string(b)
}

func (r random) ids(n int) []int64 {
	all := make([]int64, n)
	for i := range all {
		all[i] = r.Int64N(1 << 28)
	}
	return all
}

// NewTimeline makes messages.
func NewTimeline(seed uint64) Timeline {
	r := newRandom(seed)
	t := Timeline{Next: r.hex(16), Took: r.decimal(1, 3)}
	for range 240 {
		m := r.message()
		if r.IntN(3) == 0 {
			repost := r.message()
			m.Repost = &repost
		}
		t.Messages = append(t.Messages, m)
	}
	return t
}

func (r random) message() Message {
	m := Message{
		ID: r.Int64N(1 << 60), IDText: r.digits(), Created: r.instant().Format("Mon Jan 02 15:04:05 -0700 2006"), Text: r.prose(12),
		Source: `<a href="https://` + r.word() + `.example" rel="nofollow">` + r.word() + "</a>",
		User: User{
			ID: r.Int64N(1 << 40), Name: r.prose(2), Screen: r.word(), Location: r.word(), Description: r.prose(15), Followers: r.IntN(100000),
			Friends: r.IntN(1000), Color: r.hex(6), Image: "https://images.example/" + r.hex(20) + ".png",
		},
		Reposts: r.IntN(1000), Likes: r.IntN(1000), Language: "ja",
		Entities: Entities{Tags: []Tag{}, Links: []Link{}, Mentions: []Mention{{r.Int64N(1 << 40), r.word(), [2]int{0, r.IntN(20)}}}},
	}
	if r.IntN(2) == 0 {
		id := r.Int64N(1 << 60)
		m.ReplyTo = &id
		m.Entities.Tags = append(m.Entities.Tags, Tag{r.prose(1), [2]int{r.IntN(50), r.IntN(100)}})
		m.Entities.Links = append(m.Entities.Links, Link{"https://short.example/" + r.hex(8), r.word() + ".example", [2]int{r.IntN(50), r.IntN(100)}})
	}
	return m
}

// NewInvoices makes a month's invoices.
func NewInvoices(seed uint64) Invoices {
	r := newRandom(seed)
	all := Invoices{Period: r.instant()}
	for range 150 {
		v := Invoice{Number: r.digits(), Issued: r.instant(), Buyer: r.address(), Total: r.Int64N(10_000_000)}
		for range 1 + r.IntN(8) {
			v.Lines = append(v.Lines, Line{r.digits(), r.words(4), r.decimal(20, 1), r.Int64N(100000), 0.19})
		}
		if r.IntN(3) > 0 {
			paid := r.instant()
			v.Paid = &paid
		}
		if r.IntN(5) == 0 {
			ship := r.address()
			v.Ship, v.Remarks, v.Extra = &ship, []string{r.words(8)}, map[string]string{"carrier": r.word()}
		}
		all.Invoices = append(all.Invoices, v)
	}
	return all
}

func (r random) address() Address {
	return Address{r.words(2), r.words(2), r.word(), r.digits()[:5], "DE"}
}

// NewTelemetry makes a device's report.
func NewTelemetry(seed uint64) Telemetry {
	r := newRandom(seed)
	t := Telemetry{Host: r.word(), Tags: map[string]string{"zone": r.word(), "rack": r.word(), "os": "linux"}}
	for i := range 300 {
		t.Samples = append(t.Samples, Sample{
			Time:   1_790_000_000 + uint64(i)*10,
			Values: map[string]float64{"cpu": r.decimal(1, 3), "load": r.decimal(16, 2), "memory": r.decimal(1<<35, 0), "disk": r.decimal(1, 4), "net": r.decimal(1e9, 1)},
			Errors: r.Uint32N(10),
			Level:  int8(r.IntN(7) - 3),
		})
	}
	return t
}
