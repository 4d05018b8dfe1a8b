package dev.priorauth.authorizations;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A server on this machine that answers what a test has S3 answer. */
final class Bucket implements AutoCloseable {
  private final HttpServer server;
  private volatile Answer answer = new Answer(404, Map.of(), "");
  private volatile String asked = "";

  private record Answer(int status, Map<String, String> headers, String body) {}

  Bucket() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          asked =
              call.getRequestURI().getPath()
                  + " "
                  + call.getRequestHeaders().getFirst("x-amz-checksum-mode");
          answer.headers().forEach(call.getResponseHeaders()::add);
          byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(answer.status(), content.length == 0 ? -1 : content.length);
          call.getResponseBody().write(content);
          call.close();
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void refuses(int status) {
    answer = new Answer(status, Map.of(), "");
  }

  /** Tells of what lies there. */
  void holds(Map<String, String> headers) {
    answer = new Answer(200, headers, "");
  }

  /** Tells of what lies there, whose checksum it knows. */
  void holds(String bytes, String type, String checksum) {
    holds(
        Map.of(
            "Content-Length",
            bytes,
            "Content-Type",
            type,
            "x-amz-checksum-sha256",
            checksum,
            "Last-Modified",
            "Mon, 23 Nov 2026 19:00:00 GMT"));
  }

  /** Tells what a scanner found in it. */
  void hasTag(String verdict) {
    answer =
        new Answer(
            200,
            Map.of(),
            "<Tagging><TagSet><Tag><Key>GuardDutyMalwareScanStatus</Key><Value>"
                + verdict
                + "</Value></Tag></TagSet></Tagging>");
  }

  void hasNoTag() {
    answer = new Answer(200, Map.of(), "<Tagging><TagSet/></Tagging>");
  }

  /** The path of what was asked last, and the checksum mode. */
  String asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
