package pushes

import (
	"context"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"opend-gateway/examples/go/gateway"
	"opend-gateway/gen/ftapi/trdcommon"
	"opend-gateway/gen/ftapi/trdgetorderlist"
	opendv1 "opend-gateway/gen/opend/v1"
)

// ReadOrders returns all orders of the accounts, which it prints: what a program
// does to know where it stands when it can't know all that happened.
func ReadOrders(ctx context.Context, calls *grpc.ClientConn, accounts []*trdcommon.TrdAcc) []*trdcommon.Order {
	var orders []*trdcommon.Order
	trade := opendv1.NewTradeClient(calls)
	for _, account := range accounts {
		for _, market := range account.GetTrdMarketAuthList() {
			header := &trdcommon.TrdHeader{
				TrdEnv: proto.Int32(account.GetTrdEnv()), AccID: proto.Uint64(account.GetAccID()), TrdMarket: proto.Int32(market),
			}
			list, err := trade.GetOrderList(ctx, &trdgetorderlist.C2S{Header: header})
			if err != nil {
				fmt.Printf("orders account=%d market=%d %s\n", account.GetAccID(), market, gateway.FailureOf(err))
				continue
			}
			for _, order := range list.GetOrderList() {
				fmt.Printf("listed account=%d order=%d status=%d\n", account.GetAccID(), order.GetOrderID(), order.GetOrderStatus())
			}
			fmt.Printf("orders account=%d market=%d count=%d\n", account.GetAccID(), market, len(list.GetOrderList()))
			orders = append(orders, list.GetOrderList()...)
		}
	}
	return orders
}
