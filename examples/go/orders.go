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

// An orderBook reads accounts and their orders with unary calls.
type orderBook struct {
	client pb.FutuOpenDClient
	known  []*trdcommon.TrdAcc
}

// accounts are all trading accounts of the login; asked for once.
func (o *orderBook) accounts(ctx context.Context) ([]*trdcommon.TrdAcc, error) {
	if o.known == nil {
		var response trdgetacclist.Response
		// An empty body stands for the command's defaults.
		if err := o.request(ctx, 2001, nil, &response); err != nil {
			return nil, err
		}
		o.known = response.GetS2C().GetAccList()
	}
	return o.known, nil
}

// show prints all orders: what a program does to know where it stands when it
// cannot know all that happened.
func (o *orderBook) show(ctx context.Context) {
	for _, account := range o.known {
		for _, market := range account.GetTrdMarketAuthList() {
			request := &trdgetorderlist.Request{C2S: &trdgetorderlist.C2S{Header: &trdcommon.TrdHeader{
				TrdEnv: proto.Int32(account.GetTrdEnv()), AccID: proto.Uint64(account.GetAccID()), TrdMarket: proto.Int32(market),
			}}}
			var response trdgetorderlist.Response
			if err := o.request(ctx, 2201, request, &response); err != nil {
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

func (o *orderBook) request(ctx context.Context, protoID uint32, request, response proto.Message) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	var body []byte
	if request != nil {
		var err error
		if body, err = proto.Marshal(request); err != nil {
			return err
		}
	}
	answer, err := o.client.Request(ctx, &pb.FutuRequest{ProtoId: protoID, Body: body})
	if err != nil {
		return err
	}
	if answer.GetRetType() != 0 {
		return fmt.Errorf("OpenD refused %d: %s", protoID, answer.GetRetMsg())
	}
	return proto.Unmarshal(answer.GetBody(), response)
}
