package main

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	pb "opend-gateway/examples/go/gen/futu"
	"opend-gateway/examples/go/gen/qotupdatebasicqot"
	"opend-gateway/examples/go/gen/qotupdateticker"
	"opend-gateway/examples/go/gen/trdupdateorder"
	"opend-gateway/examples/go/gen/trdupdateorderfill"
)

// show prints one event, on a line for each value in it.
func show(event *pb.PushEvent) {
	if control := event.GetControl(); control != nil {
		message := control.ProtoReflect()
		if field := message.WhichOneof(message.Descriptor().Oneofs().ByName("event")); field != nil {
			fmt.Println(field.Name(), protojson.MarshalOptions{}.Format(message.Get(field).Message().Interface()))
		}
		return
	}
	if err := showData(event, marks(event)); err != nil {
		fmt.Printf("unreadable proto_id=%d: %v\n", event.GetProtoId(), err)
	}
}

func showData(event *pb.PushEvent, marks string) error {
	switch event.GetProtoId() {
	case 3005:
		var push qotupdatebasicqot.Response
		if err := proto.Unmarshal(event.GetBody(), &push); err != nil {
			return err
		}
		for _, quote := range push.GetS2C().GetBasicQotList() {
			fmt.Printf("quote %s %s last=%g volume=%d\n", event.GetSecKey(), marks, quote.GetCurPrice(), quote.GetVolume())
		}
	case 3011:
		var push qotupdateticker.Response
		if err := proto.Unmarshal(event.GetBody(), &push); err != nil {
			return err
		}
		for _, tick := range push.GetS2C().GetTickerList() {
			fmt.Printf("tick %s %s tick=%d price=%g volume=%d\n",
				event.GetSecKey(), marks, tick.GetSequence(), tick.GetPrice(), tick.GetVolume())
		}
	case 2208:
		var push trdupdateorder.Response
		if err := proto.Unmarshal(event.GetBody(), &push); err != nil {
			return err
		}
		order := push.GetS2C().GetOrder()
		fmt.Printf("order account=%d %s order=%d status=%d filled=%g/%g\n",
			event.GetAccId(), marks, order.GetOrderID(), order.GetOrderStatus(), order.GetFillQty(), order.GetQty())
	case 2218:
		var push trdupdateorderfill.Response
		if err := proto.Unmarshal(event.GetBody(), &push); err != nil {
			return err
		}
		fill := push.GetS2C().GetOrderFill()
		fmt.Printf("fill account=%d %s order=%d price=%g qty=%g\n",
			event.GetAccId(), marks, fill.GetOrderID(), fill.GetPrice(), fill.GetQty())
	default:
		fmt.Printf("event proto_id=%d %s %s\n", event.GetProtoId(), event.GetSecKey(), marks)
	}
	return nil
}

// marks are what the gateway says about one data event.
func marks(event *pb.PushEvent) string {
	words := []string{fmt.Sprintf("sequence=%d", event.GetSequence())}
	if event.GetPosition() != 0 {
		words = append(words, fmt.Sprintf("position=%d", event.GetPosition()))
	}
	if event.GetConflated() != 0 {
		words = append(words, fmt.Sprintf("conflated=%d", event.GetConflated()))
	}
	if event.GetDropped() != 0 {
		words = append(words, fmt.Sprintf("dropped=%d", event.GetDropped()))
	}
	for _, mark := range []struct {
		name string
		set  bool
	}{{"after_gap", event.GetAfterGap()}, {"snapshot", event.GetSnapshot()}, {"replayed", event.GetReplayed()}} {
		if mark.set {
			words = append(words, mark.name)
		}
	}
	return strings.Join(words, " ")
}
