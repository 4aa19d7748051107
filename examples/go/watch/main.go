// Command watch shows a few securities, and the orders of all accounts, whatever
// happens to the connection.
//
//	make run PROGRAM=watch ARGS="HK.00700 US.AAPL"
package main

import (
	"context"
	"os"

	"opend-gateway/examples/go/gateway"
	"opend-gateway/examples/go/pushes"
	"opend-gateway/gen/ftapi/qotcommon"
	"opend-gateway/gen/ftapi/trdcommon"
	futuservice "opend-gateway/gen/futu/service"
)

func main() { gateway.Run(run) }

func run(ctx context.Context) error {
	calls, err := gateway.Dial()
	if err != nil {
		return err
	}
	defer calls.Close()
	for seen, err := range pushes.Follow(ctx, allFilters) {
		if err != nil {
			return err
		}
		pushes.Show(seen.Event)
		if seen.InDoubt {
			pushes.ReadOrders(ctx, calls, seen.Accounts)
		}
	}
	return nil
}

func allFilters(accounts []*trdcommon.TrdAcc) ([]*futuservice.PushFilter, error) {
	securities := os.Args[1:]
	if len(securities) == 0 {
		securities = []string{"HK.00700", "US.AAPL"}
	}
	subTypes := []int32{int32(qotcommon.SubType_SubType_Basic), int32(qotcommon.SubType_SubType_Ticker)}
	ids := make([]uint64, len(accounts))
	for i, account := range accounts {
		ids[i] = account.GetAccID()
	}
	return []*futuservice.PushFilter{
		{Name: "quotes", Securities: securities, SubTypes: subTypes},
		{Name: "orders", EventTypes: []string{"trade"}, Accounts: ids},
		{Name: "notices", EventTypes: []string{"notify"}},
	}, nil
}
