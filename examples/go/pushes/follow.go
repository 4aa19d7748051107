// Package pushes follows opend.v1.Push/Watch, whatever happens to the
// connection, the gateway or OpenD.
package pushes

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	"opend-gateway/examples/go/gateway"
	"opend-gateway/gen/ftapi/trdcommon"
	"opend-gateway/gen/ftapi/trdgetacclist"
	futuservice "opend-gateway/gen/futu/service"
	opendv1 "opend-gateway/gen/opend/v1"
)

// To ask again cannot help after these.
var fatal = []codes.Code{
	codes.FailedPrecondition, codes.InvalidArgument, codes.PermissionDenied, codes.Unauthenticated, codes.Unimplemented,
}

// Seen is one event of a stream.
type Seen struct {
	Event *opendv1.WatchEvent
	// What the key may see.
	Accounts []*trdcommon.TrdAcc
	// Trade events may have been missed: only the order lists say where the
	// program stands.
	InDoubt bool
}

// A Choice makes filters of the accounts that the key may see.
type Choice func(accounts []*trdcommon.TrdAcc) ([]*futuservice.PushFilter, error)

// Follow yields events until ctx is done; a lost stream is opened again. An
// error is the last that it yields: asking again cannot help.
func Follow(ctx context.Context, choose Choice) iter.Seq2[Seen, error] {
	return func(yield func(Seen, error) bool) {
		heartbeatMs, err := strconv.Atoi(cmp.Or(os.Getenv("HEARTBEAT_MS"), "15000"))
		if err != nil {
			yield(Seen{}, fmt.Errorf("HEARTBEAT_MS: %w", err))
			return
		}
		f := &follower{heartbeat: time.Duration(heartbeatMs) * time.Millisecond, choose: choose}
		for ctx.Err() == nil {
			err := f.stream(ctx, yield)
			if errors.Is(err, errLeft) || ctx.Err() != nil {
				return
			}
			var own ownError
			if errors.As(err, &own) {
				yield(Seen{}, own.error)
				return
			}
			if !mayComeBack(err) {
				yield(Seen{}, err)
				return
			}
			f.wait(ctx, err)
		}
	}
}

// errLeft: whoever ranges over the events has had enough of them.
var errLeft = errors.New("left")

// An ownError is about the program, not the stream.
type ownError struct{ error }

// errSilent ends a stream on which nothing came for two and a half heartbeats:
// its connection is dead, whatever TCP believes.
type errSilent struct{ after time.Duration }

func (e errSilent) Error() string { return fmt.Sprintf("nothing came for %v s", e.after.Seconds()) }

type follower struct {
	heartbeat time.Duration
	choose    Choice
	// The place in the gateway's record of trade events and notices.
	position *futuservice.PushPosition
	attempts int
}

// stream opens one stream and reads it to its end.
func (f *follower) stream(ctx context.Context, yield func(Seen, error) bool) error {
	// A new connection for each try: a dead one would stay in the old channel.
	conn, err := gateway.Dial()
	if err != nil {
		return ownError{err}
	}
	defer conn.Close()
	// Each time: what the key may see can have changed. The user's id is of no
	// use any more, but the field is required.
	list, err := opendv1.NewAccountClient(conn).GetAccList(ctx, &trdgetacclist.C2S{UserID: proto.Uint64(0)})
	if err != nil {
		return err
	}
	filters, err := f.choose(list.GetAccList())
	if err != nil {
		return ownError{err}
	}

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	silence := f.heartbeat * 5 / 2
	var silent atomic.Bool
	watchdog := time.AfterFunc(silence, func() {
		silent.Store(true)
		cancel()
	})
	defer watchdog.Stop()

	stream, err := opendv1.NewPushClient(conn).Watch(ctx, &opendv1.WatchRequest{
		Filters:             filters,
		Subscribe:           true,
		Snapshot:            true,
		HeartbeatIntervalMs: uint32(f.heartbeat.Milliseconds()),
		ResumeAfter:         f.position,
	})
	for err == nil {
		var event *opendv1.WatchEvent
		if event, err = stream.Recv(); err != nil {
			break
		}
		// It does not bark while the program is busy with an event.
		watchdog.Stop()
		if !yield(Seen{event, list.GetAccList(), f.take(event)}, nil) {
			return errLeft
		}
		watchdog.Reset(silence)
	}
	if silent.Load() {
		return errSilent{silence}
	}
	return err
}

// take notes how far an event leads. True: trade events may be missing before it.
func (f *follower) take(event *opendv1.WatchEvent) bool {
	control := event.GetControl()
	switch {
	case event.GetPosition() != 0 && f.position != nil:
		f.position.Position = event.GetPosition()
	case control.GetHeartbeat() != nil:
		f.attempts = 0
		if position := control.GetHeartbeat().GetPosition(); position != nil {
			f.position = position
		}
	case control.GetAccepted() != nil && f.position == nil:
		accepted := control.GetAccepted()
		f.position = &futuservice.PushPosition{
			Epoch: accepted.GetEpoch(), Position: accepted.GetResumeWindow().GetNewestPosition(),
		}
		// Pushes flow from here on, so that nothing falls between the lists and them.
		return true
	}
	return control.GetGap() != nil || control.GetUpstreamRestored().GetPossibleGap()
}

func mayComeBack(err error) bool {
	failure := gateway.FailureOf(err)
	// What OpenD refuses, such as the account list while it logs in, can pass.
	return failure.ByOpenD() || !slices.Contains(fatal, failure.Code)
}

// wait waits before the next try.
func (f *follower) wait(ctx context.Context, err error) {
	failure := gateway.FailureOf(err)
	why := failure.String()
	var silent errSilent
	switch {
	case errors.As(err, &silent):
		why = silent.Error()
	case errors.Is(err, io.EOF):
		why = "the gateway ended the stream"
	case failure.Code == codes.OutOfRange:
		// The record does not go back that far: start anew, from the order lists.
		f.position = nil
	}
	wait := failure.Backoff(f.attempts)
	f.attempts++
	fmt.Printf("reconnect in %.2f s: %s\n", wait.Seconds(), why)
	gateway.Sleep(ctx, wait)
}
