// Package gateway has what every program needs: the way to the gateway, the
// key, deadlines, and what a status says.
package gateway

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/status"
)

const (
	// Of each call but streams, which have none: they end when the program does.
	deadline = 10 * time.Second
	// Long lists have more than the default of 4 MiB.
	maxMessageBytes = 64 << 20
)

// Load balancers and NAT forget a connection on which nothing passes. Pings
// keep it, and show within 40 s that it is dead.
var pings = keepalive.ClientParameters{Time: 30 * time.Second, Timeout: 10 * time.Second, PermitWithoutStream: true}

// Dial makes a connection of its own: the stream gets one and calls another,
// because some 1,000 calls that are cancelled in quick succession end their
// HTTP/2 connection, and every stream on it.
func Dial() (*grpc.ClientConn, error) {
	transport, err := transportCredentials()
	if err != nil {
		return nil, err
	}
	return grpc.NewClient(
		cmp.Or(os.Getenv("OPEND_GATEWAY_GRPC"), "127.0.0.1:33333"),
		grpc.WithTransportCredentials(transport),
		// Proxies of the web, which the environment may name, are not for this.
		grpc.WithNoProxy(),
		grpc.WithPerRPCCredentials(caller{}),
		grpc.WithUnaryInterceptor(withDeadline),
		grpc.WithKeepaliveParams(pings),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessageBytes)),
	)
}

// transportCredentials trusts the authorities in a file; without one it is plain
// text, as gateways on the same machine are served.
func transportCredentials() (credentials.TransportCredentials, error) {
	file := os.Getenv("OPEND_GATEWAY_TLS_CA")
	if file == "" {
		return insecure.NewCredentials(), nil
	}
	transport, err := credentials.NewClientTLSFromFile(file, "")
	if err != nil {
		return nil, fmt.Errorf("OPEND_GATEWAY_TLS_CA: %w", err)
	}
	return transport, nil
}

// A caller is what all calls say about the program.
type caller struct{}

func (caller) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	said := map[string]string{"x-client-id": filepath.Base(os.Args[0]) + "-go"}
	if token := os.Getenv("OPEND_GATEWAY_TOKEN"); token != "" {
		said["authorization"] = "Bearer " + token
	}
	return said, nil
}

// RequireTransportSecurity says that plain text will do, on the same machine.
func (caller) RequireTransportSecurity() bool { return false }

func withDeadline(
	ctx context.Context, method string, request, reply any, conn *grpc.ClientConn,
	invoke grpc.UnaryInvoker, options ...grpc.CallOption,
) error {
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	return invoke(ctx, method, request, reply, conn, options...)
}

// Usage is how a program wants to be called.
type Usage string

func (u Usage) Error() string { return "usage: " + string(u) }

// Run runs a program and ends the process: with 0 also on SIGINT and SIGTERM,
// which end its context.
func Run(program func(context.Context) error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := program(ctx)
	var usage Usage
	switch _, isStatus := status.FromError(err); {
	case ctx.Err() != nil:
		fmt.Println("stopped")
	case err == nil:
	case errors.As(err, &usage):
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	case isStatus:
		fmt.Fprintln(os.Stderr, "error", FailureOf(err))
		os.Exit(1)
	default:
		fmt.Fprintln(os.Stderr, "error", err)
		os.Exit(1)
	}
}
