package gateway

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const (
	backoffMin = 500 * time.Millisecond
	backoffMax = 30 * time.Second
)

// A Failure is a status. Programs decide by Code, Reason and Sent; Text is for
// people.
type Failure struct {
	Code codes.Code
	Text string
	// Why, by name: docs/reference/errors.md has them all. Empty: gRPC itself
	// ended the call.
	Reason string
	// Whether the command may have reached OpenD: "true" or "false".
	Sent string
	// How long the gateway wants to be left alone.
	RetryAfter time.Duration
}

// FailureOf reads the details of a status.
func FailureOf(err error) Failure {
	s := status.Convert(err)
	failure := Failure{Code: s.Code(), Text: s.Message()}
	for _, detail := range s.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			failure.Reason, failure.Sent = detail.GetReason(), detail.GetMetadata()["sent"]
		case *errdetails.RetryInfo:
			failure.RetryAfter = detail.GetRetryDelay().AsDuration()
		}
	}
	return failure
}

// ByOpenD says that OpenD answered, with a refusal.
func (f Failure) ByOpenD() bool { return strings.HasPrefix(f.Reason, "OPEND_") }

func (f Failure) String() string {
	words := []string{f.Code.String()}
	if f.Reason != "" {
		words = append(words, f.Reason)
	}
	if f.Sent != "" {
		words = append(words, "sent="+f.Sent)
	}
	if f.RetryAfter > 0 {
		words = append(words, fmt.Sprintf("retry_after=%vs", f.RetryAfter.Seconds()))
	}
	return fmt.Sprintf("%s: %s", strings.Join(words, " "), f.Text)
}

// Backoff is how long to wait before try number attempts+1: what the gateway
// asks for, and a random part, so that not all clients come back at once.
func (f Failure) Backoff(attempts int) time.Duration {
	return f.RetryAfter + rand.N(min(backoffMax, backoffMin<<min(attempts, 10)))
}

// Sleep returns early when the context ends.
func Sleep(ctx context.Context, wait time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(wait):
	}
}
