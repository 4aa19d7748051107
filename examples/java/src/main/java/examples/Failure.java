package examples;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Random;

/**
 * A status. Programs decide by {@code code}, {@code reason} and {@code sent}; the text is for people.
 *
 * @param reason why, by name: docs/reference/errors.md has them all; empty: gRPC itself ended the call
 * @param sent whether the command may have reached OpenD: "true", "false" or empty
 * @param retryAfterMillis how long the gateway wants to be left alone
 */
record Failure(Status.Code code, String text, String reason, String sent, long retryAfterMillis) {
  private static final long BACKOFF_MIN_MILLIS = 500;
  private static final long BACKOFF_MAX_MILLIS = 30_000;
  private static final Random RANDOM = new Random();

  static Failure of(StatusRuntimeException error) {
    String reason = "";
    String sent = "";
    long retryAfterMillis = 0;
    for (Any detail : StatusProto.fromThrowable(error).getDetailsList()) {
      try {
        if (detail.is(ErrorInfo.class)) {
          ErrorInfo info = detail.unpack(ErrorInfo.class);
          reason = info.getReason();
          sent = info.getMetadataOrDefault("sent", "");
        } else if (detail.is(RetryInfo.class)) {
          Duration delay = detail.unpack(RetryInfo.class).getRetryDelay();
          retryAfterMillis = delay.getSeconds() * 1000 + delay.getNanos() / 1_000_000;
        }
      } catch (InvalidProtocolBufferException unreadable) {
        // The code and the text still say what happened.
      }
    }
    String text = error.getStatus().getDescription();
    return new Failure(error.getStatus().getCode(), text == null ? "" : text, reason, sent, retryAfterMillis);
  }

  /** OpenD answered, with a refusal. */
  boolean byOpenD() {
    return reason.startsWith("OPEND_");
  }

  /** Milliseconds to wait: what the gateway asks for, and a random part, so that not all clients come back at once. */
  long backoffMillis(int attempts) {
    return retryAfterMillis + backoffMillisOf(attempts);
  }

  static long backoffMillisOf(int attempts) {
    long limit = Math.min(BACKOFF_MAX_MILLIS, BACKOFF_MIN_MILLIS << Math.min(attempts, 10));
    return (long) (RANDOM.nextDouble() * limit);
  }

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder(code.name());
    if (!reason.isEmpty()) words.append(' ').append(reason);
    if (!sent.isEmpty()) words.append(" sent=").append(sent);
    if (retryAfterMillis > 0) words.append(" retry_after=").append(retryAfterMillis / 1000.0).append('s');
    return words.append(": ").append(text).toString();
  }
}
