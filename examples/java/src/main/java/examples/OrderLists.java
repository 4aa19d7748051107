package examples;

import com.futu.openapi.pb.TrdCommon.Order;
import com.futu.openapi.pb.TrdCommon.TrdAcc;
import com.futu.openapi.pb.TrdCommon.TrdHeader;
import com.futu.openapi.pb.TrdGetOrderList;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import opend.v1.TradeGrpc;

/** What a program reads to know where it stands when it can't know all that happened. */
final class OrderLists {
  private OrderLists() {}

  /** Returns all orders of the accounts, which it shows. */
  static List<Order> read(Channel calls, List<TrdAcc> accounts) {
    List<Order> orders = new ArrayList<>();
    for (TrdAcc account : accounts) {
      for (int market : account.getTrdMarketAuthListList()) {
        String of = "account=" + Long.toUnsignedString(account.getAccID());
        try {
          List<Order> listed = list(calls, account, market);
          for (Order order : listed) {
            System.out.println("listed " + of + " " + Events.id(order.getOrderID()) + " status=" + order.getOrderStatus());
          }
          System.out.println("orders " + of + " market=" + market + " count=" + listed.size());
          orders.addAll(listed);
        } catch (StatusRuntimeException error) {
          System.out.println("orders " + of + " market=" + market + " " + Failure.of(error));
        }
      }
    }
    return orders;
  }

  private static List<Order> list(Channel calls, TrdAcc account, int market) {
    TrdHeader.Builder header =
        TrdHeader.newBuilder().setTrdEnv(account.getTrdEnv()).setAccID(account.getAccID()).setTrdMarket(market);
    TrdGetOrderList.C2S request = TrdGetOrderList.C2S.newBuilder().setHeader(header).build();
    return TradeGrpc.newBlockingStub(calls).getOrderList(request).getOrderListList();
  }
}
