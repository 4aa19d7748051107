package examples;

import com.futu.openapi.pb.QotCommon.BasicQot;
import com.futu.openapi.pb.QotCommon.QotMarket;
import com.futu.openapi.pb.QotCommon.Security;
import com.futu.openapi.pb.QotGetBasicQot;
import com.google.protobuf.InvalidProtocolBufferException;
import futu.service.FutuOpenDGrpc;
import futu.service.FutuRequest;
import futu.service.FutuResponse;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;
import opend.v1.ProtoId;
import opend.v1.QuoteGrpc;

/**
 * Shows quotes by a typed call, and by Request, which clients of FutuOpenD-rs know.
 *
 * <p>{@code make run PROGRAM=Quote ARGS="HK.00700 US.AAPL"}
 */
public final class Quote {
  private static final Map<String, QotMarket> MARKETS =
      Map.of(
          "HK", QotMarket.QotMarket_HK_Security,
          "US", QotMarket.QotMarket_US_Security,
          "SH", QotMarket.QotMarket_CNSH_Security,
          "SZ", QotMarket.QotMarket_CNSZ_Security);

  private Quote() {}

  public static void main(String[] arguments) {
    Gateway.run("quote", gateway -> run(gateway, arguments.length > 0 ? List.of(arguments) : List.of("HK.00700")));
  }

  private static void run(Gateway gateway, List<String> names) {
    QotGetBasicQot.C2S.Builder securities = QotGetBasicQot.C2S.newBuilder();
    for (String name : names) securities.addSecurityList(security(name));
    QotGetBasicQot.C2S question = securities.build();
    ManagedChannel channel = gateway.connect();
    try {
      show("typed", QuoteGrpc.newBlockingStub(channel).getBasicQot(question));
      show("request", request(channel, question));
    } finally {
      channel.shutdownNow();
    }
  }

  private static Security security(String name) {
    String[] parts = name.split("\\.", 2);
    QotMarket market = MARKETS.get(parts[0]);
    if (market == null || parts.length < 2) throw new Gateway.Usage("quote SECURITY..., such as HK.00700 or US.AAPL");
    return Security.newBuilder().setMarket(market.getNumber()).setCode(parts[1]).build();
  }

  /** Asks the same as bytes. */
  private static QotGetBasicQot.S2C request(Channel channel, QotGetBasicQot.C2S question) {
    FutuRequest.Builder request =
        FutuRequest.newBuilder()
            .setProtoId(ProtoId.PROTO_ID_QOT_GET_BASIC_QOT_VALUE)
            .setBody(QotGetBasicQot.Request.newBuilder().setC2S(question).build().toByteString());
    FutuResponse answer = FutuOpenDGrpc.newBlockingStub(channel).request(request.build());
    // Here OpenD's refusal is no status: who does not look takes it for an answer.
    if (answer.getRetType() != 0) {
      throw new Gateway.Failed("ret_type=" + answer.getRetType() + ": " + answer.getRetMsg());
    }
    try {
      return QotGetBasicQot.Response.parseFrom(answer.getBody()).getS2C();
    } catch (InvalidProtocolBufferException error) {
      throw new Gateway.Failed("the answer can't be read: " + error.getMessage());
    }
  }

  private static void show(String how, QotGetBasicQot.S2C answer) {
    for (BasicQot quote : answer.getBasicQotListList()) {
      String values = "last=" + quote.getCurPrice() + " volume=" + quote.getVolume();
      System.out.println(how + " " + nameOf(quote.getSecurity()) + " " + values);
    }
  }

  private static String nameOf(Security security) {
    for (Map.Entry<String, QotMarket> market : MARKETS.entrySet()) {
      if (market.getValue().getNumber() == security.getMarket()) return market.getKey() + "." + security.getCode();
    }
    return security.getMarket() + "_" + security.getCode();
  }
}
