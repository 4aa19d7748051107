// Command order buys with a limit order on a simulated account, at most once,
// and watches the order to its end.
//
//	make run PROGRAM=order ARGS="HK.00700 100 450"
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"opend-gateway/examples/go/gateway"
	"opend-gateway/examples/go/pushes"
	"opend-gateway/gen/ftapi/common"
	"opend-gateway/gen/ftapi/trdcommon"
	"opend-gateway/gen/ftapi/trdplaceorder"
	futuservice "opend-gateway/gen/futu/service"
	opendv1 "opend-gateway/gen/opend/v1"
)

const (
	usage      = gateway.Usage("order SECURITY QTY PRICE [KEY], such as order HK.00700 100 450")
	placeCalls = 5
)

// Of a security's name: TrdMarket and TrdSecMarket, which agree in these two.
var markets = map[string]int32{
	"HK": int32(trdcommon.TrdMarket_TrdMarket_HK),
	"US": int32(trdcommon.TrdMarket_TrdMarket_US),
}

// An order does not move on from these.
var final = []trdcommon.OrderStatus{
	trdcommon.OrderStatus_OrderStatus_SubmitFailed,
	trdcommon.OrderStatus_OrderStatus_Filled_All,
	trdcommon.OrderStatus_OrderStatus_Cancelled_Part,
	trdcommon.OrderStatus_OrderStatus_Cancelled_All,
	trdcommon.OrderStatus_OrderStatus_Failed,
	trdcommon.OrderStatus_OrderStatus_Disabled,
	trdcommon.OrderStatus_OrderStatus_Deleted,
	trdcommon.OrderStatus_OrderStatus_FillCancelled,
}

// Nobody knows what became of the call, or it may be repeated later.
var unsettled = []codes.Code{
	codes.Canceled, codes.DeadlineExceeded, codes.ResourceExhausted, codes.Unavailable, codes.Unknown,
}

// An order is what is to be bought, with the key by which the gateway knows a
// repetition; then what became of it.
type order struct {
	security, code, key string
	market              int32
	qty, price          float64
	account             *trdcommon.TrdAcc
	// 0: not placed.
	id       uint64
	statuses map[uint64]int32
}

func main() { gateway.Run(run) }

func run(ctx context.Context) error {
	o, err := parseOrder(os.Args[1:])
	if err != nil {
		return err
	}
	calls, err := gateway.Dial()
	if err != nil {
		return err
	}
	defer calls.Close()
	for seen, err := range pushes.Follow(ctx, o.choose) {
		if err != nil {
			return err
		}
		pushes.Show(seen.Event)
		if pushed := seen.Event.GetOrder().GetOrder(); pushed != nil {
			o.statuses[pushed.GetOrderID()] = pushed.GetOrderStatus()
		}
		inDoubt := seen.InDoubt
		if inDoubt && o.id == 0 {
			// The stream stands, so that no push of the order is missed, unless it is
			// an old one.
			if inDoubt, err = o.place(ctx, calls); err != nil {
				return err
			}
		}
		if inDoubt {
			for _, listed := range pushes.ReadOrders(ctx, calls, []*trdcommon.TrdAcc{o.account}) {
				o.statuses[listed.GetOrderID()] = listed.GetOrderStatus()
			}
		}
		if status := o.statuses[o.id]; slices.Contains(final, trdcommon.OrderStatus(status)) {
			fmt.Printf("done order=%d status=%d\n", o.id, status)
			return nil
		}
	}
	return nil
}

func parseOrder(arguments []string) (*order, error) {
	if len(arguments) != 3 && len(arguments) != 4 {
		return nil, usage
	}
	prefix, code, _ := strings.Cut(arguments[0], ".")
	market, known := markets[prefix]
	qty, errQty := strconv.ParseFloat(arguments[1], 64)
	price, errPrice := strconv.ParseFloat(arguments[2], 64)
	if !known || code == "" || errors.Join(errQty, errPrice) != nil {
		return nil, usage
	}
	// To be kept with the order: only the same key makes a repetition safe, also
	// after a crash.
	key := rand.Text()
	if len(arguments) == 4 {
		key = arguments[3]
	}
	return &order{
		security: arguments[0], code: code, key: key, market: market, qty: qty, price: price, statuses: map[uint64]int32{},
	}, nil
}

// choose picks the account to trade on, and what to watch of it.
func (o *order) choose(accounts []*trdcommon.TrdAcc) ([]*futuservice.PushFilter, error) {
	simulated := int32(trdcommon.TrdEnv_TrdEnv_Simulate)
	i := slices.IndexFunc(accounts, func(account *trdcommon.TrdAcc) bool {
		return account.GetTrdEnv() == simulated && slices.Contains(account.GetTrdMarketAuthList(), o.market)
	})
	if i < 0 {
		return nil, fmt.Errorf("no simulated account for %s", o.security)
	}
	if o.account == nil {
		fmt.Printf("account=%d market=%d\n", accounts[i].GetAccID(), o.market)
	}
	// For its orders in this market alone.
	o.account = proto.CloneOf(accounts[i])
	o.account.TrdMarketAuthList = []int32{o.market}
	return []*futuservice.PushFilter{
		{Name: "orders", EventTypes: []string{"trade"}, Accounts: []uint64{o.account.GetAccID()}},
	}, nil
}

// place repeats a call whose end nobody knows: the gateway places one order for
// one key, whatever happens. True: an earlier call with this key had placed it.
func (o *order) place(ctx context.Context, calls *grpc.ClientConn) (bool, error) {
	ctx = metadata.AppendToOutgoingContext(ctx, "idempotency-key", o.key)
	for attempts := 1; ; attempts++ {
		var header metadata.MD
		answer, err := opendv1.NewTradeClient(calls).PlaceOrder(ctx, o.request(), grpc.Header(&header), grpc.WaitForReady(true))
		if err == nil {
			o.id = answer.GetOrderID()
			replayed := slices.Contains(header.Get("x-idempotent-replay"), "true")
			mark := ""
			if replayed {
				mark = " replayed"
			}
			fmt.Printf("placed order=%d key=%s%s\n", o.id, o.key, mark)
			return replayed, nil
		}
		failure := gateway.FailureOf(err)
		// OpenD's refusal is an answer, which the same key gets again.
		settled := failure.ByOpenD() || !slices.Contains(unsettled, failure.Code)
		if settled || attempts == placeCalls || ctx.Err() != nil {
			return false, err
		}
		wait := failure.Backoff(attempts)
		fmt.Printf("repeat in %.2f s: %s\n", wait.Seconds(), failure)
		gateway.Sleep(ctx, wait)
	}
}

func (o *order) request() *trdplaceorder.C2S {
	return &trdplaceorder.C2S{
		// Required, and written by the gateway.
		PacketID: &common.PacketID{ConnID: proto.Uint64(0), SerialNo: proto.Uint32(0)},
		Header: &trdcommon.TrdHeader{
			TrdEnv: proto.Int32(o.account.GetTrdEnv()), AccID: proto.Uint64(o.account.GetAccID()), TrdMarket: &o.market,
		},
		TrdSide:   proto.Int32(int32(trdcommon.TrdSide_TrdSide_Buy)),
		OrderType: proto.Int32(int32(trdcommon.OrderType_OrderType_Normal)),
		SecMarket: &o.market,
		Code:      &o.code,
		Qty:       &o.qty,
		Price:     &o.price,
	}
}
