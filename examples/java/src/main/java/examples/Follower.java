package examples;

import com.futu.openapi.pb.TrdCommon.TrdAcc;
import com.futu.openapi.pb.TrdGetAccList;
import futu.service.PushControl;
import futu.service.PushFilter;
import futu.service.PushPosition;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import opend.v1.AccountGrpc;
import opend.v1.PushGrpc;
import opend.v1.WatchEvent;
import opend.v1.WatchRequest;

/** Follows opend.v1.Push/Watch, whatever happens to the connection, the gateway or OpenD. */
final class Follower {
  /** To ask again cannot help after these. */
  private static final Set<Status.Code> FATAL =
      EnumSet.of(
          Status.Code.FAILED_PRECONDITION,
          Status.Code.INVALID_ARGUMENT,
          Status.Code.PERMISSION_DENIED,
          Status.Code.UNAUTHENTICATED,
          Status.Code.UNIMPLEMENTED);

  private static final int HEARTBEAT_MS = Integer.parseInt(Gateway.setting("HEARTBEAT_MS", "15000"));
  /** No message for two and a half heartbeats: the connection is dead, whatever TCP believes. */
  private static final long SILENCE_MS = HEARTBEAT_MS * 5L / 2;

  /**
   * One event of a stream.
   *
   * @param accounts what the key may see
   * @param inDoubt trade events may have been missed: only the order lists say where the program stands
   */
  record Seen(WatchEvent event, List<TrdAcc> accounts, boolean inDoubt) {}

  /** What a program does with an event; false: it has had enough. */
  interface Taker {
    boolean take(Seen seen) throws InterruptedException;
  }

  private final Gateway gateway;
  private final Function<List<TrdAcc>, List<PushFilter>> choose;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watchdog");
            thread.setDaemon(true);
            return thread;
          });
  /** The place in the gateway's record of trade events and notices. */
  private PushPosition position;
  private int attempts;

  /**
   * @param choose makes filters of the accounts that the key may see
   */
  Follower(Gateway gateway, Function<List<TrdAcc>, List<PushFilter>> choose) {
    this.gateway = gateway;
    this.choose = choose;
  }

  /** Gives events to {@code taker} until it returns false; a lost stream is opened again. */
  void follow(Taker taker) throws InterruptedException {
    while (true) {
      String why;
      long waitMillis;
      try {
        if (!stream(taker)) return;
        why = "the gateway ended the stream";
        waitMillis = Failure.backoffMillisOf(attempts);
      } catch (TimeoutException silence) {
        why = "nothing came for " + SILENCE_MS / 1000.0 + " s";
        waitMillis = Failure.backoffMillisOf(attempts);
      } catch (StatusRuntimeException error) {
        if (gateway.stopping()) return;
        Failure failure = Failure.of(error);
        // What OpenD refuses, such as the account list while it logs in, can pass.
        if (FATAL.contains(failure.code()) && !failure.byOpenD()) throw error;
        // The record does not go back that far: start anew, from the order lists.
        if (failure.code() == Status.Code.OUT_OF_RANGE) position = null;
        why = failure.toString();
        waitMillis = failure.backoffMillis(attempts);
      }
      attempts += 1;
      System.out.printf(Locale.ROOT, "reconnect in %.2f s: %s%n", waitMillis / 1000.0, why);
      Thread.sleep(waitMillis);
    }
  }

  /**
   * Opens one stream and reads it to its end.
   *
   * @return false if {@code taker} has had enough
   * @throws TimeoutException if nothing came for too long
   */
  private boolean stream(Taker taker) throws TimeoutException, InterruptedException {
    // A new channel for each try: a dead connection would stay in the old one.
    ManagedChannel channel = gateway.connect();
    Context.CancellableContext call = Context.current().withCancellation();
    try {
      // Each time: what the key may see can have changed. The user's id is of no use any more, but
      // the field is required.
      TrdGetAccList.C2S all = TrdGetAccList.C2S.newBuilder().setUserID(0).build();
      List<TrdAcc> accounts = AccountGrpc.newBlockingStub(channel).getAccList(all).getAccListList();
      WatchRequest request = request(choose.apply(accounts));
      Iterator<WatchEvent> events = open(channel, request, call);
      while (hasNext(events, call)) {
        WatchEvent event = events.next();
        if (!taker.take(new Seen(event, accounts, note(event)))) return false;
      }
      return true;
    } catch (StatusRuntimeException error) {
      if (call.cancellationCause() instanceof TimeoutException silence) throw silence;
      throw error;
    } finally {
      call.cancel(null);
      channel.shutdownNow();
    }
  }

  private WatchRequest request(List<PushFilter> filters) {
    WatchRequest.Builder request =
        WatchRequest.newBuilder()
            .addAllFilters(filters)
            .setSubscribe(true)
            .setSnapshot(true)
            .setHeartbeatIntervalMs(HEARTBEAT_MS);
    if (position != null) request.setResumeAfter(position);
    return request.build();
  }

  /** Opens a stream that ends with its context. */
  private static Iterator<WatchEvent> open(Channel channel, WatchRequest request, Context context) {
    Context before = context.attach();
    try {
      return PushGrpc.newBlockingStub(channel).watch(request);
    } finally {
      context.detach(before);
    }
  }

  /** Waits for the next event; the watchdog cancels the call if none comes. */
  private boolean hasNext(Iterator<WatchEvent> events, Context.CancellableContext call) {
    Future<?> watchdog =
        timer.schedule(() -> call.cancel(new TimeoutException()), SILENCE_MS, TimeUnit.MILLISECONDS);
    try {
      return events.hasNext();
    } finally {
      watchdog.cancel(false);
    }
  }

  /** Notes how far an event leads. True: trade events may be missing before it. */
  private boolean note(WatchEvent event) {
    PushControl control = event.getControl();
    if (event.getPosition() != 0 && position != null) {
      position = position.toBuilder().setPosition(event.getPosition()).build();
    }
    switch (control.getEventCase()) {
      case HEARTBEAT:
        attempts = 0;
        if (control.getHeartbeat().hasPosition()) position = control.getHeartbeat().getPosition();
        return false;
      case ACCEPTED:
        if (position != null) return false;
        position =
            PushPosition.newBuilder()
                .setEpoch(control.getAccepted().getEpoch())
                .setPosition(control.getAccepted().getResumeWindow().getNewestPosition())
                .build();
        // Pushes flow from here on, so that nothing falls between the lists and them.
        return true;
      case GAP:
        return true;
      case UPSTREAM_RESTORED:
        return control.getUpstreamRestored().getPossibleGap();
      default:
        return false;
    }
  }
}
