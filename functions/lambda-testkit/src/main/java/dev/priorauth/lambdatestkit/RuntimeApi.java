package dev.priorauth.lambdatestkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The four calls of the Lambda Runtime API, on the loopback address: a function asks for its next
 * event here, and leaves its answer here.
 */
final class RuntimeApi implements AutoCloseable {

  static {
    // Without it, each answer waits some 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
  private static final long FAR_AWAY = 60 * 60 * 1000;

  private record Invocation(String id, String event, CompletableFuture<String> answer) {}

  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final ConcurrentMap<String, Invocation> running = new ConcurrentHashMap<>();
  private final CompletableFuture<String> initError = new CompletableFuture<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  RuntimeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Host and port, as {@code AWS_LAMBDA_RUNTIME_API} has them. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Completes with the function's answer, or fails with its error. */
  CompletableFuture<String> submit(String event) {
    var invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    initError.thenAccept(error -> invocation.answer().completeExceptionally(failure(error)));
    waiting.add(invocation);
    return invocation.answer();
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      var path = call.getRequestURI().getPath();
      if (path.equals(INVOCATION + "next")) {
        next(call);
        return;
      }
      var body = new String(call.getRequestBody().readAllBytes(), UTF_8);
      if (path.endsWith("/init/error")) {
        initError.complete(body);
      } else {
        var idAndKind = path.substring(INVOCATION.length()).split("/");
        var answer = running.remove(idAndKind[0]).answer();
        if (idAndKind[1].equals("response")) {
          answer.complete(body);
        } else {
          answer.completeExceptionally(failure(body));
        }
      }
      call.sendResponseHeaders(202, -1);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange call) throws IOException, InterruptedException {
    var invocation = waiting.take();
    running.put(invocation.id(), invocation);
    var head = call.getResponseHeaders();
    head.set("Content-Type", "application/json");
    head.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    head.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + FAR_AWAY));
    head.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:under-test");
    var event = invocation.event().getBytes(UTF_8);
    call.sendResponseHeaders(200, event.length);
    call.getResponseBody().write(event);
  }

  private static IllegalStateException failure(String body) {
    return new IllegalStateException("The function reported an error: " + body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
