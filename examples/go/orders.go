package main

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"

	pb "opend-gateway/examples/go/gen/futu"
	"opend-gateway/examples/go/gen/trdcommon"
	"opend-gateway/examples/go/gen/trdgetacclist"
	"opend-gateway/examples/go/gen/trdgetorderlist"
)

// readAccounts reads the trading accounts that the program may see.
func readAccounts(ctx context.Context, client pb.FutuOpenDClient) ([]*trdcommon.TrdAcc, error) {
	var response trdgetacclist.Response
	// An empty body stands for the command's defaults.
	err := request(ctx, client, 2001, nil, &response)
	return response.GetS2C().GetAccList(), err
}

// showOrders prints all orders: what a program does to know where it stands
// when it cannot know all that happened.
func showOrders(ctx context.Context, client pb.FutuOpenDClient, accounts []*trdcommon.TrdAcc) {
	for _, account := range accounts {
		for _, market := range account.GetTrdMarketAuthList() {
			orderList := &trdgetorderlist.Request{C2S: &trdgetorderlist.C2S{Header: &trdcommon.TrdHeader{
				TrdEnv: proto.Int32(account.GetTrdEnv()), AccID: proto.Uint64(account.GetAccID()), TrdMarket: proto.Int32(market),
			}}}
			var response trdgetorderlist.Response
			if err := request(ctx, client, 2201, orderList, &response); err != nil {
				fmt.Printf("orders account=%d market=%d %v\n", account.GetAccID(), market, err)
				continue
			}
			orders := response.GetS2C().GetOrderList()
			for _, order := range orders {
				fmt.Printf("listed account=%d order=%d status=%d\n", account.GetAccID(), order.GetOrderID(), order.GetOrderStatus())
			}
			fmt.Printf("orders account=%d market=%d count=%d\n", account.GetAccID(), market, len(orders))
		}
	}
}

func request(ctx context.Context, client pb.FutuOpenDClient, protoID uint32, request, response proto.Message) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	var body []byte
	if request != nil {
		var err error
		if body, err = proto.Marshal(request); err != nil {
			return err
		}
	}
	answer, err := client.Request(ctx, &pb.FutuRequest{ProtoId: protoID, Body: body})
	if err != nil {
		return err
	}
	if answer.GetRetType() != 0 {
		return fmt.Errorf("OpenD refused %d: %s", protoID, answer.GetRetMsg())
	}
	return proto.Unmarshal(answer.GetBody(), response)
}
