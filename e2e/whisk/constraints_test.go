package whisk

import "testing"

func TestSCH22ALoopTellsViolationsAsErrors(t *testing.T) {
	l := startLoop(t, "__OW_ACTION_NAME=/guest/buy", "__OW_WAIT_FOR_ACK=1")
	if ack := l.result(); ack != `{"ok":true}` {
		t.Errorf("ack %q", ack)
	}
	l.want(`{"value":{"mail":"a@b","pages":10}}`, `{"error":{"message":"params.pages: must be at most 9","code":"invalid","fields":{"pages":"must be at most 9"}}}`)
	l.want(`{"value":{"mail":"a@b","pages":9}}`, `{"mail":"a@b","items":null,"pay":"card","pages":9}`)
	l.want(`{}`, `{"error":{"message":"params.mail: is required","code":"invalid","fields":{"mail":"is required"}}}`)
	l.end()
}
