package examples;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What every program needs: the way to the gateway, the key, deadlines, and an end. */
final class Gateway {
  private static final String ADDRESS = setting("OPEND_GATEWAY_GRPC", "127.0.0.1:33333");
  private static final String TOKEN = setting("OPEND_GATEWAY_TOKEN", "");
  private static final String TLS_CA = setting("OPEND_GATEWAY_TLS_CA", "");
  /** Of each call but streams, which have none: they end when the program does. */
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  /** Long lists have more than the default of 4 MiB. */
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  /** The channel's notes about the machine are not for users. */
  private static final Logger GRPC_LOG = Logger.getLogger("io.grpc");

  private final String program;
  private volatile boolean stopping;
  private volatile boolean ended;

  private Gateway(String program) {
    this.program = program;
  }

  /** What a program does. */
  interface Program {
    void run(Gateway gateway) throws InterruptedException;
  }

  /** What a program says before it ends with exit code 1. */
  static final class Failed extends RuntimeException {
    Failed(String message) {
      super(message);
    }
  }

  /** How a program wants to be called. */
  static final class Usage extends RuntimeException {
    Usage(String text) {
      super("usage: " + text);
    }
  }

  /**
   * A connection of its own: the stream gets one and calls another, because some 1,000 calls that
   * are cancelled in quick succession end their HTTP/2 connection, and every stream on it.
   */
  ManagedChannel connect() {
    return Grpc.newChannelBuilder(ADDRESS, credentials())
        .intercept(MetadataUtils.newAttachHeadersInterceptor(caller()), new WithDeadline())
        // Load balancers and NAT forget a connection on which nothing passes. Pings keep it, and
        // show within 40 s that it is dead.
        .keepAliveTime(30, TimeUnit.SECONDS)
        .keepAliveTimeout(10, TimeUnit.SECONDS)
        .keepAliveWithoutCalls(true)
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .build();
  }

  /** Trusts the authorities in a file; without one plain text, as gateways on the same machine are served. */
  private static ChannelCredentials credentials() {
    if (TLS_CA.isEmpty()) return InsecureChannelCredentials.create();
    try {
      return TlsChannelCredentials.newBuilder().trustManager(new File(TLS_CA)).build();
    } catch (IOException error) {
      throw new Failed("OPEND_GATEWAY_TLS_CA: " + error.getMessage());
    }
  }

  /** What all calls say about the program. */
  private Metadata caller() {
    Metadata caller = new Metadata();
    caller.put(key("x-client-id"), program + "-java");
    if (!TOKEN.isEmpty()) caller.put(key("authorization"), "Bearer " + TOKEN);
    return caller;
  }

  static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  static String setting(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  /** Gives a deadline to calls that have one answer. */
  private static final class WithDeadline implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      boolean one = method.getType() == MethodDescriptor.MethodType.UNARY && options.getDeadline() == null;
      long millis = DEADLINE.toMillis();
      return next.newCall(method, one ? options.withDeadlineAfter(millis, TimeUnit.MILLISECONDS) : options);
    }
  }

  /** Whether SIGINT or SIGTERM came. The program's thread is interrupted, which cancels its call. */
  boolean stopping() {
    return stopping;
  }

  /** Runs a program and ends the process: with 0 also on SIGINT and SIGTERM. */
  static void run(String name, Program program) {
    // OpenD's texts are Chinese, whatever this machine's locale is.
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    GRPC_LOG.setLevel(Level.WARNING);
    Gateway gateway = new Gateway(name);
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> gateway.stop(main)));
    int exitCode = gateway.exitCode(program);
    if (gateway.stopping) return;
    gateway.ended = true;
    System.exit(exitCode);
  }

  private int exitCode(Program program) {
    try {
      program.run(this);
      return 0;
    } catch (InterruptedException interrupted) {
      // Only a signal interrupts this thread.
      return 0;
    } catch (Usage usage) {
      System.err.println(usage.getMessage());
      return 2;
    } catch (StatusRuntimeException error) {
      if (!stopping) System.err.println("error " + Failure.of(error));
      return 1;
    } catch (RuntimeException error) {
      if (!stopping) System.err.println("error " + (error instanceof Failed ? error.getMessage() : error));
      return 1;
    }
  }

  /** Lets the program end its calls. */
  private void stop(Thread main) {
    if (ended) return;
    stopping = true;
    main.interrupt();
    try {
      main.join(DEADLINE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    System.out.println("stopped");
    // Else the JVM would exit with 130 or 143, as if the signal had ended it.
    Runtime.getRuntime().halt(0);
  }
}
