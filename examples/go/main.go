// Command watch prints the events of a few securities, and of the orders of all
// accounts, that come through opend-gateway.
//
//	make run ARGS="HK.00700 US.AAPL"
//
// Environment: OPEND_GATEWAY_GRPC (address), OPEND_GATEWAY_TOKEN (a key's
// token), TLS_CA (file with authorities to trust), HEARTBEAT_MS (5000 to
// 120000).
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	pb "opend-gateway/examples/go/gen/futu"
	"opend-gateway/examples/go/gen/trdcommon"
)

const (
	callTimeout = 10 * time.Second
	backoffMin  = 500 * time.Millisecond
	backoffMax  = 30 * time.Second
	basic       = 1 // Qot_Common.SubType
	ticker      = 4
)

// To ask again cannot help after these.
var fatal = []codes.Code{
	codes.FailedPrecondition, codes.InvalidArgument, codes.PermissionDenied, codes.Unauthenticated, codes.Unimplemented,
}

// A watcher is one stream that is opened again whenever it ends.
type watcher struct {
	address    string
	heartbeat  time.Duration
	securities []string
	// Of unary calls.
	calls pb.FutuOpenDClient
	// What the key may see.
	accounts []*trdcommon.TrdAcc
	// Where this program is in the gateway's record of trade events and notices.
	position *pb.PushPosition
	attempts int
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("stopped")
}

func run(ctx context.Context) error {
	heartbeatMs, err := strconv.Atoi(cmp.Or(os.Getenv("HEARTBEAT_MS"), "15000"))
	if err != nil {
		return fmt.Errorf("HEARTBEAT_MS: %w", err)
	}
	ctx = metadata.AppendToOutgoingContext(ctx, "x-client-id", "watch-go")
	if token := os.Getenv("OPEND_GATEWAY_TOKEN"); token != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+token)
	}
	address := cmp.Or(os.Getenv("OPEND_GATEWAY_GRPC"), "127.0.0.1:33333")
	// Calls get a connection of their own: some 1,000 calls that are cancelled
	// in quick succession end their HTTP/2 connection, and every stream on it.
	calls, err := dial(address)
	if err != nil {
		return err
	}
	defer calls.Close()
	w := &watcher{
		address:    address,
		heartbeat:  time.Duration(heartbeatMs) * time.Millisecond,
		securities: os.Args[1:],
		calls:      pb.NewFutuOpenDClient(calls),
	}
	if len(w.securities) == 0 {
		w.securities = []string{"HK.00700", "US.AAPL"}
	}
	return w.watch(ctx)
}

// dial speaks TLS if there are authorities to trust, else plain text, as
// gateways on the same machine are served.
func dial(address string) (*grpc.ClientConn, error) {
	transport := insecure.NewCredentials()
	if file := os.Getenv("TLS_CA"); file != "" {
		var err error
		if transport, err = credentials.NewClientTLSFromFile(file, ""); err != nil {
			return nil, fmt.Errorf("TLS_CA: %w", err)
		}
	}
	return grpc.NewClient(address, grpc.WithTransportCredentials(transport))
}

// watch returns when ctx is done, or with an error that trying again cannot help.
func (w *watcher) watch(ctx context.Context) error {
	for {
		err := w.stream(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		wait := w.retryDelay(err)
		switch code := status.Code(err); {
		case slices.Contains(fatal, code):
			return errors.New(describe(err))
		case code == codes.OutOfRange:
			// The record no longer goes back that far: start anew from the order lists.
			w.position = nil
		}
		fmt.Printf("reconnect in %.2f s: %s\n", wait.Seconds(), describe(err))
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

// errSilent ends a stream on which nothing came for two and a half heartbeats:
// its connection is dead, whatever TCP believes.
var errSilent = errors.New("nothing came for 2.5 heartbeats")

// stream opens one stream and reads it to its end.
func (w *watcher) stream(ctx context.Context) error {
	// A new connection for each try: a dead one would stay in the old channel.
	conn, err := dial(w.address)
	if err != nil {
		return err
	}
	defer conn.Close()
	client := pb.NewFutuOpenDClient(conn)
	// Each time: what the key may see can have changed.
	if w.accounts, err = readAccounts(ctx, client); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var silent atomic.Bool
	silence := w.heartbeat * 5 / 2
	watchdog := time.AfterFunc(silence, func() {
		silent.Store(true)
		cancel()
	})
	defer watchdog.Stop()

	accountIDs := make([]uint64, len(w.accounts))
	for i, account := range w.accounts {
		accountIDs[i] = account.GetAccID()
	}
	stream, err := client.SubscribePush(ctx, &pb.SubscribePushRequest{
		Filters: []*pb.PushFilter{
			{Name: "quotes", Securities: w.securities, SubTypes: []int32{basic, ticker}},
			{Name: "orders", EventTypes: []string{"trade"}, Accounts: accountIDs},
			{Name: "notices", EventTypes: []string{"notify"}},
		},
		Subscribe:           true,
		Snapshot:            true,
		ControlEvents:       true,
		HeartbeatIntervalMs: uint32(w.heartbeat.Milliseconds()),
		ResumeAfter:         w.position,
	})
	for err == nil {
		var event *pb.PushEvent
		if event, err = stream.Recv(); err == nil {
			watchdog.Reset(silence)
			w.take(ctx, event)
		}
	}
	if silent.Load() {
		return errSilent
	}
	return err
}

func (w *watcher) take(ctx context.Context, event *pb.PushEvent) {
	show(event)
	control := event.GetControl()
	switch {
	case event.GetPosition() != 0 && w.position != nil:
		w.position.Position = event.GetPosition()
	case control.GetAccepted() != nil && w.position == nil:
		accepted := control.GetAccepted()
		w.position = &pb.PushPosition{
			Epoch: accepted.GetEpoch(), Position: accepted.GetResumeWindow().GetNewestPosition(),
		}
		// Pushes flow from here on, so that nothing falls between the lists and them.
		showOrders(ctx, w.calls, w.accounts)
	case control.GetHeartbeat() != nil:
		w.attempts = 0
		if position := control.GetHeartbeat().GetPosition(); position != nil {
			w.position = position
		}
	case control.GetGap() != nil, control.GetUpstreamRestored().GetPossibleGap():
		showOrders(ctx, w.calls, w.accounts)
	}
}

// retryDelay is what the gateway asks for, and a random part of a limit that
// doubles, so that many clients do not come back at the same moment.
func (w *watcher) retryDelay(err error) time.Duration {
	limit := min(backoffMax, backoffMin<<min(w.attempts, 10))
	w.attempts++
	wait := rand.N(limit)
	for _, detail := range status.Convert(err).Details() {
		if retry, ok := detail.(*errdetails.RetryInfo); ok {
			wait += retry.GetRetryDelay().AsDuration()
		}
	}
	return wait
}

// describe adds the gateway's reason to a status.
func describe(err error) string {
	if errors.Is(err, io.EOF) {
		return "the gateway ended the stream"
	}
	s, ok := status.FromError(err)
	if !ok {
		return err.Error()
	}
	for _, detail := range s.Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok {
			return fmt.Sprintf("%s %s: %s", s.Code(), info.GetReason(), s.Message())
		}
	}
	return fmt.Sprintf("%s: %s", s.Code(), s.Message())
}
