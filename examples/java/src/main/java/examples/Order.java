package examples;

import com.futu.openapi.pb.Common.PacketID;
import com.futu.openapi.pb.TrdCommon;
import com.futu.openapi.pb.TrdCommon.OrderStatus;
import com.futu.openapi.pb.TrdCommon.OrderType;
import com.futu.openapi.pb.TrdCommon.TrdAcc;
import com.futu.openapi.pb.TrdCommon.TrdEnv;
import com.futu.openapi.pb.TrdCommon.TrdHeader;
import com.futu.openapi.pb.TrdCommon.TrdMarket;
import com.futu.openapi.pb.TrdCommon.TrdSide;
import com.futu.openapi.pb.TrdPlaceOrder;
import futu.service.PushFilter;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import opend.v1.TradeGrpc;

/**
 * Buys with a limit order on a simulated account, at most once, and watches the order to its end.
 *
 * <p>{@code make run PROGRAM=Order ARGS="HK.00700 100 450"}
 */
public final class Order {
  /** Of a security's name: TrdMarket and TrdSecMarket, which agree in these two. */
  private static final Map<String, Integer> MARKETS =
      Map.of("HK", TrdMarket.TrdMarket_HK_VALUE, "US", TrdMarket.TrdMarket_US_VALUE);
  /** An order does not move on from these. */
  private static final Set<OrderStatus> FINAL =
      EnumSet.of(
          OrderStatus.OrderStatus_SubmitFailed,
          OrderStatus.OrderStatus_Filled_All,
          OrderStatus.OrderStatus_Cancelled_Part,
          OrderStatus.OrderStatus_Cancelled_All,
          OrderStatus.OrderStatus_Failed,
          OrderStatus.OrderStatus_Disabled,
          OrderStatus.OrderStatus_Deleted,
          OrderStatus.OrderStatus_FillCancelled);
  /** Nobody knows what became of the call, or it may be repeated later. */
  private static final Set<Status.Code> UNSETTLED =
      EnumSet.of(
          Status.Code.CANCELLED,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.UNAVAILABLE,
          Status.Code.UNKNOWN);
  private static final int PLACE_CALLS = 5;

  private final Gateway gateway;
  private final String security;
  private final String code;
  private final int market;
  private final double qty;
  private final double price;
  /** By which the gateway knows a repetition. To be kept with the order, also for after a crash. */
  private final String key;
  private final Map<Long, Integer> statuses = new HashMap<>();
  private TrdAcc account;
  private Long id;

  private Order(Gateway gateway, String[] arguments) {
    this.gateway = gateway;
    try {
      security = arguments[0];
      String[] parts = security.split("\\.", 2);
      market = MARKETS.get(parts[0]);
      code = parts[1];
      qty = Double.parseDouble(arguments[1]);
      price = Double.parseDouble(arguments[2]);
      key = arguments.length > 3 ? arguments[3] : UUID.randomUUID().toString();
    } catch (IndexOutOfBoundsException | NullPointerException | NumberFormatException error) {
      throw new Gateway.Usage("order SECURITY QTY PRICE [KEY], such as order HK.00700 100 450");
    }
  }

  public static void main(String[] arguments) {
    Gateway.run("order", gateway -> new Order(gateway, arguments).run());
  }

  private void run() throws InterruptedException {
    ManagedChannel calls = gateway.connect();
    try {
      new Follower(gateway, this::choose).follow(seen -> take(seen, calls));
    } finally {
      calls.shutdownNow();
    }
  }

  /** The account to trade on, and what to watch of it. */
  private List<PushFilter> choose(List<TrdAcc> accounts) {
    TrdAcc found =
        accounts.stream()
            .filter(each -> each.getTrdEnv() == TrdEnv.TrdEnv_Simulate_VALUE)
            .filter(each -> each.getTrdMarketAuthListList().contains(market))
            .findFirst()
            .orElseThrow(() -> new Gateway.Failed("no simulated account for " + security));
    if (account == null) {
      System.out.println("account=" + Long.toUnsignedString(found.getAccID()) + " market=" + market);
    }
    // For its orders in this market alone.
    account = found.toBuilder().clearTrdMarketAuthList().addTrdMarketAuthList(market).build();
    return List.of(
        PushFilter.newBuilder().setName("orders").addEventTypes("trade").addAccounts(account.getAccID()).build());
  }

  /** Returns false when the order is at its end. */
  private boolean take(Follower.Seen seen, ManagedChannel calls) throws InterruptedException {
    Events.show(seen.event());
    if (seen.event().hasOrder()) learn(seen.event().getOrder().getOrder());
    boolean inDoubt = seen.inDoubt();
    // The stream stands, so that no push of the order is missed, unless it is an old one.
    if (inDoubt && id == null) inDoubt = place(calls);
    if (inDoubt) OrderLists.read(calls, List.of(account)).forEach(this::learn);
    Integer status = statuses.get(id);
    if (status == null || !FINAL.contains(OrderStatus.forNumber(status))) return true;
    System.out.println("done " + Events.id(id) + " status=" + status);
    return false;
  }

  private void learn(TrdCommon.Order order) {
    statuses.put(order.getOrderID(), order.getOrderStatus());
  }

  /**
   * Repeats a call whose end nobody knows: the gateway places one order for one key, whatever happens.
   *
   * @return whether an earlier call with this key had placed it
   */
  private boolean place(ManagedChannel calls) throws InterruptedException {
    Metadata headers = new Metadata();
    headers.put(Gateway.key("idempotency-key"), key);
    AtomicReference<Metadata> answered = new AtomicReference<>();
    TradeGrpc.TradeBlockingStub trade =
        TradeGrpc.newBlockingStub(calls)
            .withWaitForReady()
            .withInterceptors(
                MetadataUtils.newAttachHeadersInterceptor(headers),
                MetadataUtils.newCaptureMetadataInterceptor(answered, new AtomicReference<>()));
    for (int attempts = 1; ; attempts += 1) {
      try {
        id = trade.placeOrder(request()).getOrderID();
        boolean replayed = "true".equals(answered.get().get(Gateway.key("x-idempotent-replay")));
        System.out.println("placed " + Events.id(id) + " key=" + key + (replayed ? " replayed" : ""));
        return replayed;
      } catch (StatusRuntimeException error) {
        Failure failure = Failure.of(error);
        // OpenD's refusal is an answer, which the same key gets again.
        boolean settled = failure.byOpenD() || !UNSETTLED.contains(failure.code());
        if (settled || attempts == PLACE_CALLS || gateway.stopping()) throw new Gateway.Failed(failure.toString());
        long waitMillis = failure.backoffMillis(attempts);
        System.out.printf(Locale.ROOT, "repeat in %.2f s: %s%n", waitMillis / 1000.0, failure);
        Thread.sleep(waitMillis);
      }
    }
  }

  private TrdPlaceOrder.C2S request() {
    TrdHeader.Builder header =
        TrdHeader.newBuilder().setTrdEnv(account.getTrdEnv()).setAccID(account.getAccID()).setTrdMarket(market);
    return TrdPlaceOrder.C2S.newBuilder()
        // Required, and written by the gateway.
        .setPacketID(PacketID.newBuilder().setConnID(0).setSerialNo(0))
        .setHeader(header)
        .setTrdSide(TrdSide.TrdSide_Buy_VALUE)
        .setOrderType(OrderType.OrderType_Normal_VALUE)
        .setSecMarket(market)
        .setCode(code)
        .setQty(qty)
        .setPrice(price)
        .build();
  }
}
