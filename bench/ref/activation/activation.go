// Package activation is the reverse action as OpenWhisk calls it, as one writes it by hand with encoding/json.
package activation

import (
	"encoding/json"
	"os"

	"github.com/owgen/owgen/examples/reverse"
)

// An activation is the body of /run.
type activation struct {
	Value         reverse.Params `json:"value"`
	Namespace     string         `json:"namespace"`
	ActionName    string         `json:"action_name"`
	ActionVersion string         `json:"action_version"`
	ActivationID  string         `json:"activation_id"`
	TransactionID string         `json:"transaction_id"`
	Deadline      string         `json:"deadline"`
	APIKey        string         `json:"api_key"`
}

// Run calls the action with the body of /run.
func Run(body []byte) (reverse.Result, error) {
	var call activation
	if err := json.Unmarshal(body, &call); err != nil {
		return reverse.Result{}, err
	}
	call.export()
	return reverse.Reverse(call.Value)
}

func (c *activation) export() {
	os.Setenv("__OW_NAMESPACE", c.Namespace)
	os.Setenv("__OW_ACTION_NAME", c.ActionName)
	os.Setenv("__OW_ACTION_VERSION", c.ActionVersion)
	os.Setenv("__OW_ACTIVATION_ID", c.ActivationID)
	os.Setenv("__OW_TRANSACTION_ID", c.TransactionID)
	os.Setenv("__OW_DEADLINE", c.Deadline)
	if c.APIKey != "" {
		os.Setenv("__OW_API_KEY", c.APIKey)
	}
}

// A Failure is the answer where there is no result.
type Failure struct {
	Error string `json:"error"`
}
