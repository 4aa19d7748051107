package examples;

import com.futu.openapi.pb.QotCommon.BasicQot;
import com.futu.openapi.pb.QotCommon.Ticker;
import com.futu.openapi.pb.TrdCommon.Order;
import com.futu.openapi.pb.TrdCommon.OrderFill;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import opend.v1.WatchEvent;

/** Shows events, on a line for each value in them. */
final class Events {
  private Events() {}

  static void show(WatchEvent event) {
    if (event.hasControl()) {
      event.getControl().getAllFields().forEach((field, value) -> show(field.getName(), text((Message) value)));
      return;
    }
    String security = event.getSecKey();
    String account = "account=" + Long.toUnsignedString(event.getAccId());
    String marks = marks(event);
    switch (event.getUpdateCase()) {
      case BASIC_QOT:
        for (BasicQot quote : event.getBasicQot().getBasicQotListList()) {
          show("quote", security, marks, "last=" + quote.getCurPrice(), "volume=" + quote.getVolume());
        }
        break;
      case TICKER:
        for (Ticker tick : event.getTicker().getTickerListList()) {
          String trade = "price=" + tick.getPrice() + " volume=" + tick.getVolume();
          show("tick", security, marks, "tick=" + tick.getSequence(), trade);
        }
        break;
      case ORDER:
        Order order = event.getOrder().getOrder();
        String filled = "filled=" + order.getFillQty() + "/" + order.getQty();
        show("order", account, marks, id(order.getOrderID()), "status=" + order.getOrderStatus(), filled);
        break;
      case ORDER_FILL:
        OrderFill fill = event.getOrderFill().getOrderFill();
        show("fill", account, marks, id(fill.getOrderID()), "price=" + fill.getPrice(), "qty=" + fill.getQty());
        break;
      default:
        show("event", "proto_id=" + event.getProtoId(), security, marks);
    }
  }

  private static void show(String... words) {
    System.out.println(String.join(" ", words));
  }

  /** A Java long has no room for the upper half of these numbers but as negative ones. */
  static String id(long orderId) {
    return "order=" + Long.toUnsignedString(orderId);
  }

  private static String text(Message control) {
    return TextFormat.printer().emittingSingleLine(true).printToString(control);
  }

  /** What the gateway says about one data event. */
  private static String marks(WatchEvent event) {
    StringBuilder marks = new StringBuilder("sequence=").append(event.getSequence());
    if (event.getPosition() != 0) marks.append(" position=").append(event.getPosition());
    if (event.getConflated() != 0) marks.append(" conflated=").append(event.getConflated());
    if (event.getDropped() != 0) marks.append(" dropped=").append(event.getDropped());
    if (event.getAfterGap()) marks.append(" after_gap");
    if (event.getSnapshot()) marks.append(" snapshot");
    if (event.getReplayed()) marks.append(" replayed");
    return marks.toString();
  }
}
