package examples;

import com.futu.openapi.pb.QotCommon.SubType;
import com.futu.openapi.pb.TrdCommon.TrdAcc;
import futu.service.PushFilter;
import io.grpc.ManagedChannel;
import java.util.List;

/**
 * Shows a few securities, and the orders of all accounts, whatever happens to the connection.
 *
 * <p>{@code make run PROGRAM=Watch ARGS="HK.00700 US.AAPL"}
 */
public final class Watch {
  private Watch() {}

  public static void main(String[] arguments) {
    List<String> securities = arguments.length > 0 ? List.of(arguments) : List.of("HK.00700", "US.AAPL");
    Gateway.run("watch", gateway -> run(gateway, securities));
  }

  private static void run(Gateway gateway, List<String> securities) throws InterruptedException {
    ManagedChannel calls = gateway.connect();
    try {
      new Follower(gateway, accounts -> filters(securities, accounts))
          .follow(
              seen -> {
                Events.show(seen.event());
                if (seen.inDoubt()) OrderLists.read(calls, seen.accounts());
                return true;
              });
    } finally {
      calls.shutdownNow();
    }
  }

  private static List<PushFilter> filters(List<String> securities, List<TrdAcc> accounts) {
    PushFilter.Builder quotes =
        PushFilter.newBuilder()
            .setName("quotes")
            .addAllSecurities(securities)
            .addSubTypes(SubType.SubType_Basic_VALUE)
            .addSubTypes(SubType.SubType_Ticker_VALUE);
    PushFilter.Builder orders = PushFilter.newBuilder().setName("orders").addEventTypes("trade");
    for (TrdAcc account : accounts) orders.addAccounts(account.getAccID());
    PushFilter.Builder notices = PushFilter.newBuilder().setName("notices").addEventTypes("notify");
    return List.of(quotes.build(), orders.build(), notices.build());
  }
}
