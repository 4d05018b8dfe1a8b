package dev.priorauth.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Random;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** A line to the engine on which something goes wrong. */
final class Faults implements SdkHttpClient {

  /** The process is gone: nothing catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private static final double ALWAYS = 1;
  private static final int KINDS = 5;
  private static final int CUT_BEFORE = 3;

  private final SdkHttpClient line = UrlConnectionHttpClient.create();
  private final Random random;
  private final double share;
  private long writesToLive;
  private boolean afterTheWrite;

  private Faults(Random random, double share, long writesToLive) {
    this.random = random;
    this.share = share;
    this.writesToLive = writesToLive;
  }

  /**
   * One kind after the other, by chance: throttling, an error of the server, a time-out, a line
   * that is cut before or after the work was done.
   *
   * @param share of the calls
   */
  static Faults passing(long seed, double share) {
    return new Faults(new Random(seed), share, Long.MAX_VALUE);
  }

  /** Nobody is there. */
  static Faults dead() {
    return new Faults(new Random(1), ALWAYS, Long.MAX_VALUE);
  }

  /**
   * Dies at a write, and at everything after it.
   *
   * @param write counted from 0
   * @param afterTheWrite whether the engine had done it
   */
  static Faults killedAt(long write, boolean afterTheWrite) {
    Faults faults = new Faults(new Random(write), 0, write);
    faults.afterTheWrite = afterTheWrite;
    return faults;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
    boolean write = target.endsWith("UpdateItem") || target.endsWith("TransactWriteItems");
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        if (write && dies()) {
          if (afterTheWrite) {
            line.prepareRequest(request).call();
          }
          throw new Killed();
        }
        switch (fault()) {
          case 0 -> {
            return answer(400, "com.amazonaws.dynamodb.v20120810#ThrottlingException");
          }
          case 1 -> {
            return answer(500, "com.amazonaws.dynamodb.v20120810#InternalServerError");
          }
          case 2 -> throw new SocketTimeoutException("timed out");
          case CUT_BEFORE -> throw new IOException("cut before");
          case 4 -> {
            line.prepareRequest(request).call();
            throw new IOException("cut after");
          }
          default -> {
            return line.prepareRequest(request).call();
          }
        }
      }

      @Override
      public void abort() {
        // Nothing is ever aborted here.
      }
    };
  }

  private synchronized boolean dies() {
    return writesToLive-- <= 0;
  }

  private synchronized int fault() {
    if (share >= ALWAYS) {
      return CUT_BEFORE;
    }
    return random.nextDouble() < share ? random.nextInt(KINDS) : -1;
  }

  private static HttpExecuteResponse answer(int status, String type) {
    byte[] body = "{\"__type\":\"%s\",\"message\":\"injected\"}".formatted(type).getBytes(UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("Content-Length", Integer.toString(body.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public void close() {
    line.close();
  }
}
