package pushes

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"

	opendv1 "opend-gateway/gen/opend/v1"
)

// Show prints one event, on a line for each value in it.
func Show(event *opendv1.WatchEvent) {
	if control := event.GetControl(); control != nil {
		message := control.ProtoReflect()
		if field := message.WhichOneof(message.Descriptor().Oneofs().ByName("event")); field != nil {
			fmt.Println(field.Name(), protojson.MarshalOptions{}.Format(message.Get(field).Message().Interface()))
		}
		return
	}
	marks := marks(event)
	switch update := event.GetUpdate().(type) {
	case *opendv1.WatchEvent_BasicQot:
		for _, quote := range update.BasicQot.GetBasicQotList() {
			fmt.Printf("quote %s %s last=%v volume=%d\n", event.GetSecKey(), marks, quote.GetCurPrice(), quote.GetVolume())
		}
	case *opendv1.WatchEvent_Ticker:
		for _, tick := range update.Ticker.GetTickerList() {
			fmt.Printf("tick %s %s tick=%d price=%v volume=%d\n",
				event.GetSecKey(), marks, tick.GetSequence(), tick.GetPrice(), tick.GetVolume())
		}
	case *opendv1.WatchEvent_Order:
		order := update.Order.GetOrder()
		fmt.Printf("order account=%d %s order=%d status=%d filled=%v/%v\n",
			event.GetAccId(), marks, order.GetOrderID(), order.GetOrderStatus(), order.GetFillQty(), order.GetQty())
	case *opendv1.WatchEvent_OrderFill:
		fill := update.OrderFill.GetOrderFill()
		fmt.Printf("fill account=%d %s order=%d price=%v qty=%v\n",
			event.GetAccId(), marks, fill.GetOrderID(), fill.GetPrice(), fill.GetQty())
	default:
		fmt.Printf("event proto_id=%d %s %s\n", event.GetProtoId(), event.GetSecKey(), marks)
	}
}

// marks are what the gateway says about one data event.
func marks(event *opendv1.WatchEvent) string {
	words := []string{fmt.Sprintf("sequence=%d", event.GetSequence())}
	for _, count := range []struct {
		name  string
		value uint64
	}{
		{"position", event.GetPosition()},
		{"conflated", uint64(event.GetConflated())},
		{"dropped", uint64(event.GetDropped())},
	} {
		if count.value != 0 {
			words = append(words, fmt.Sprintf("%s=%d", count.name, count.value))
		}
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
