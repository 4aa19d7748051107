// Command quote shows quotes by a typed call, and by Request, which clients of
// FutuOpenD-rs know.
//
//	make run PROGRAM=quote ARGS="HK.00700 US.AAPL"
package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"opend-gateway/examples/go/gateway"
	"opend-gateway/gen/ftapi/qotcommon"
	"opend-gateway/gen/ftapi/qotgetbasicqot"
	futuservice "opend-gateway/gen/futu/service"
	opendv1 "opend-gateway/gen/opend/v1"
)

const usage = gateway.Usage("quote SECURITY..., such as HK.00700 or US.AAPL")

var markets = map[string]qotcommon.QotMarket{
	"HK": qotcommon.QotMarket_QotMarket_HK_Security,
	"US": qotcommon.QotMarket_QotMarket_US_Security,
	"SH": qotcommon.QotMarket_QotMarket_CNSH_Security,
	"SZ": qotcommon.QotMarket_QotMarket_CNSZ_Security,
}

func main() { gateway.Run(run) }

func run(ctx context.Context) error {
	names := os.Args[1:]
	if len(names) == 0 {
		names = []string{"HK.00700"}
	}
	question := &qotgetbasicqot.C2S{}
	for _, name := range names {
		security, err := parseSecurity(name)
		if err != nil {
			return err
		}
		question.SecurityList = append(question.SecurityList, security)
	}
	conn, err := gateway.Dial()
	if err != nil {
		return err
	}
	defer conn.Close()

	answer, err := opendv1.NewQuoteClient(conn).GetBasicQot(ctx, question)
	if err != nil {
		return err
	}
	show("typed", answer)
	if answer, err = request(ctx, conn, question); err != nil {
		return err
	}
	show("request", answer)
	return nil
}

func parseSecurity(name string) (*qotcommon.Security, error) {
	prefix, code, _ := strings.Cut(name, ".")
	market, known := markets[prefix]
	if !known || code == "" {
		return nil, usage
	}
	return &qotcommon.Security{Market: proto.Int32(int32(market)), Code: proto.String(code)}, nil
}

// request asks the same as bytes.
func request(ctx context.Context, conn *grpc.ClientConn, question *qotgetbasicqot.C2S) (*qotgetbasicqot.S2C, error) {
	body, err := proto.Marshal(&qotgetbasicqot.Request{C2S: question})
	if err != nil {
		return nil, err
	}
	getBasicQot := uint32(opendv1.ProtoId_PROTO_ID_QOT_GET_BASIC_QOT)
	answer, err := futuservice.NewFutuOpenDClient(conn).Request(ctx, &futuservice.FutuRequest{ProtoId: getBasicQot, Body: body})
	if err != nil {
		return nil, err
	}
	// Here OpenD's refusal is no status: who does not look takes it for an answer.
	if answer.GetRetType() != 0 {
		return nil, fmt.Errorf("ret_type=%d: %s", answer.GetRetType(), answer.GetRetMsg())
	}
	var response qotgetbasicqot.Response
	if err := proto.Unmarshal(answer.GetBody(), &response); err != nil {
		return nil, err
	}
	return response.GetS2C(), nil
}

func show(how string, answer *qotgetbasicqot.S2C) {
	for _, quote := range answer.GetBasicQotList() {
		fmt.Printf("%s %s last=%v volume=%d\n", how, nameOf(quote.GetSecurity()), quote.GetCurPrice(), quote.GetVolume())
	}
}

func nameOf(security *qotcommon.Security) string {
	for prefix, market := range markets {
		if int32(market) == security.GetMarket() {
			return prefix + "." + security.GetCode()
		}
	}
	return fmt.Sprintf("%d_%s", security.GetMarket(), security.GetCode())
}
