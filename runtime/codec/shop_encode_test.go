package codec_test

import "github.com/owgen/owgen/runtime/codec"

// encodeOrder writes an order.
func encodeOrder(e *codec.Enc, b []byte, v *order) []byte {
	b = append(b, `{"id":`...)
	b = codec.AppendInt(e, b, &v.ID)
	b = append(b, `,"who":`...)
	b = codec.AppendPointer(e, b, &v.Who, encodePerson)
	b = append(b, `,"items":`...)
	b = codec.AppendSlice(e, b, &v.Items, encodeItem)
	b = append(b, `,"tags":`...)
	b = codec.AppendSlice(e, b, &v.Tags, codec.AppendString)
	b = append(b, `,"scores":`...)
	b = codec.AppendSlice(e, b, &v.Scores, codec.AppendFloat)
	b = append(b, `,"counts":`...)
	b = codec.AppendArray(e, b, v.Counts[:], codec.AppendUint)
	b = append(b, `,"stock":`...)
	b = encodeStock(e, b, &v.Stock)
	b = append(b, `,"ratio":`...)
	b = codec.AppendFloat(e, b, &v.Ratio)
	b = append(b, `,"open":`...)
	b = codec.AppendBool(e, b, &v.Open)
	b = append(b, `,"created":`...)
	b = codec.AppendTime(e, b, &v.Created)
	b = append(b, `,"extra":`...)
	b = codec.AppendAny(e, b, &v.Extra)
	b = append(b, `,"blob":`...)
	b = codec.AppendBytes(e, b, &v.Blob)
	if v.Note != "" {
		b = append(b, `,"note":`...)
		b = codec.AppendString(e, b, &v.Note)
	}
	return append(b, '}')
}

// encodePerson writes a person.
func encodePerson(e *codec.Enc, b []byte, v *person) []byte {
	b = append(b, `{"name":`...)
	b = codec.AppendString(e, b, &v.Name)
	b = append(b, `,"Mail":`...)
	b = codec.AppendString(e, b, &v.Mail)
	return append(b, '}')
}

// encodeItem writes an item.
func encodeItem(e *codec.Enc, b []byte, v *item) []byte {
	open := len(b)
	if v.Price != 0 {
		b = append(b, `,"price":`...)
		b = codec.AppendFloat(e, b, &v.Price)
	}
	if v.Quantity != 0 {
		b = append(b, `,"qty":`...)
		b = codec.AppendUint(e, b, &v.Quantity)
	}
	if len(v.Parts) != 0 {
		b = append(b, `,"parts":`...)
		b = codec.AppendSlice(e, b, &v.Parts, encodeItem)
	}
	return codec.Close(b, open)
}

// encodeStock writes a map[string]int32.
func encodeStock(e *codec.Enc, b []byte, v *map[string]int32) []byte {
	if *v == nil {
		return e.Nil(b, "{}")
	}
	var space [16]string
	open := len(b)
	for _, k := range codec.Keys(*v, space[:0]) {
		x := (*v)[k]
		b = codec.AppendKey(e, b, k)
		b = codec.AppendInt(e, b, &x)
	}
	return codec.Close(b, open)
}

// unmarshal decodes a whole document.
func unmarshal[T any](body []byte, v *T, decode func(*codec.Dec, string, int, *T) int) error {
	var d codec.Dec
	s := codec.Text(body)
	if d.Document(s, decode(&d, s, 0, v)) < 0 {
		return d.Err(s, 0, "params")
	}
	return nil
}

// marshal encodes a whole document.
func marshal[T any](v *T, encode func(*codec.Enc, []byte, *T) []byte) ([]byte, error) {
	var e codec.Enc
	b := encode(&e, nil, v)
	if err := e.Err("result"); err != nil {
		return nil, err
	}
	return b, nil
}
