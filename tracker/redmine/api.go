package redmine

import "time"

// What Redmine sends, as it names it. A pointer or nil list is what an account
// without the right for it is not sent.

type named struct {
	ID   int64
	Name string
}

type issue struct {
	ID              int64
	Project         named
	Tracker         named
	Status          named
	Priority        named
	Author          named
	AssignedTo      *named `json:"assigned_to"`
	Category        *named
	FixedVersion    *named `json:"fixed_version"`
	Parent          *named
	Subject         string
	Description     string
	StartDate       string        `json:"start_date"`
	DueDate         string        `json:"due_date"`
	DoneRatio       *int64        `json:"done_ratio"`
	IsPrivate       bool          `json:"is_private"`
	EstimatedHours  *float64      `json:"estimated_hours"`
	SpentHours      *float64      `json:"spent_hours"`
	CustomFields    []customValue `json:"custom_fields"`
	CreatedOn       time.Time     `json:"created_on"`
	UpdatedOn       time.Time     `json:"updated_on"`
	ClosedOn        *time.Time    `json:"closed_on"`
	Attachments     []attachment
	Relations       []relation
	Journals        []journal
	Watchers        []named
	AllowedStatuses []named `json:"allowed_statuses"` // nil before Redmine 5
}

type customValue struct {
	ID       int64
	Name     string
	Multiple bool
	Value    any // text, a list of texts or nil
}

type attachment struct {
	ID          int64
	Filename    string
	Filesize    int64
	ContentType string `json:"content_type"`
	Author      *named
	CreatedOn   time.Time `json:"created_on"`
}

type relation struct {
	ID           int64
	IssueID      int64  `json:"issue_id"`
	IssueToID    int64  `json:"issue_to_id"`
	RelationType string `json:"relation_type"`
}

type journal struct {
	ID           int64
	User         *named
	Notes        string
	CreatedOn    time.Time `json:"created_on"`
	UpdatedOn    time.Time `json:"updated_on"` // since Redmine 5.1
	PrivateNotes bool      `json:"private_notes"`
	Details      []detail
}

// detail is a change of one attribute ("attr"), custom field ("cf"),
// attachment or relation. Of lists there is one for each element.
type detail struct {
	Property string
	Name     string
	OldValue any `json:"old_value"`
	NewValue any `json:"new_value"`
}

type timeEntry struct {
	ID       int64
	Issue    *named
	User     *named
	Hours    float64 // two digits behind the point, however many were sent
	Comments string
	SpentOn  string `json:"spent_on"`
}

type account struct {
	ID          int64
	Login       string
	Firstname   string
	Lastname    string
	Mail        string
	Admin       bool
	CreatedOn   time.Time `json:"created_on"`
	Memberships []struct {
		Project named
		Roles   []named
	}
}

// customField is how a field is defined, which only administrators are told.
type customField struct {
	ID             int64
	Name           string
	CustomizedType string `json:"customized_type"`
	FieldFormat    string `json:"field_format"`
	Multiple       bool
	IsRequired     bool                            `json:"is_required"`
	IsFilter       bool                            `json:"is_filter"`
	PossibleValues []struct{ Value, Label string } `json:"possible_values"`
	Trackers       []named
}
