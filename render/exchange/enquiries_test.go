package exchange

import (
	"encoding/json"
	"reflect"
	"testing"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/round"
	"opframe/data/service"
)

func TestEnquiriesAsJSON(t *testing.T) {
	on := date.Date{Year: 2017, Month: 10, Day: 20}
	route := service.Route{Enquiry: round.Enquiry{ID: "e-1", Received: on, Type: "general", Subject: "<b>Who?</b>", Status: round.EnquiryOpen},
		Type: framework.EnquiryType{ID: "general"}, Due: on.AddDays(5), Age: 11, Overdue: true, Standing: service.Proposed, Person: "Ann", Why: "There."}
	data, err := Enquiries("opframe 1", "r", on.AddDays(11), []service.Route{route}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"schema": "opframe/enquiries/1", "program": "opframe 1", "round": "r", "as_of": "2017-10-31", "problems": []any{},
		"enquiries": []any{map[string]any{"id": "e-1", "received": "2017-10-20", "days": 11.0, "due": "2017-10-25", "overdue": true, "type": "general", "subject": "<b>Who?</b>",
			"status": "open", "standing": "proposed", "person": "Ann", "why": "There."}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	none, err := Enquiries("opframe 1", "r", on, nil, nil)
	if err != nil || !json.Valid(none) || !reflect.DeepEqual(json.Unmarshal(none, &got), error(nil)) || len(got["enquiries"].([]any)) != 0 {
		t.Errorf("without enquiries the list should be there and empty: %v, %s", err, none)
	}
}
