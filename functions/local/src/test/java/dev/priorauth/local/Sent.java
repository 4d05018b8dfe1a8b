package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it goes over the wire. Clients of HTTP refuse to send much of what a service has to
 * withstand; this one sends anything.
 *
 * @param target the path and query, as they stand in the first line
 * @param headers lines as they are sent, such as {@code Accept: text/html}
 */
record Sent(String method, String target, List<String> headers, byte[] body) {
  private static final int PATIENCE = 20_000;
  private static final int SHOWN = 2_000;

  Sent(String method, String target) {
    this(method, target, List.of(), new byte[0]);
  }

  Sent withMethod(String other) {
    return new Sent(other, target, headers, body);
  }

  Sent withTarget(String other) {
    return new Sent(method, other, headers, body);
  }

  /** With a parameter more in the query. */
  Sent asking(String parameter) {
    return withTarget(target + (target.contains("?") ? "&" : "?") + parameter);
  }

  /** With a line more; what has the same name is left out. */
  Sent with(String line) {
    Sent without = without(name(line));
    without.headers.add(line);
    return without;
  }

  /** With a line more, whatever is there. */
  Sent andAlso(String line) {
    List<String> more = new ArrayList<>(headers);
    more.add(line);
    return new Sent(method, target, more, body);
  }

  Sent without(String name) {
    List<String> others = new ArrayList<>(headers);
    others.removeIf(one -> name(one).equalsIgnoreCase(name));
    return new Sent(method, target, others, body);
  }

  Sent withBody(byte[] other) {
    return new Sent(method, target, headers, other);
  }

  Sent withBody(String other) {
    return withBody(other.getBytes(UTF_8));
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  /** What comes back; with the names of headers in small letters. */
  record Answer(int status, Map<String, String> headers, String body) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    String type() {
      return header("content-type").orElse("");
    }
  }

  Answer to(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE);
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      whole.writeBytes((head() + "\r\n").getBytes(ISO_8859_1));
      whole.writeBytes(body);
      try {
        socket.getOutputStream().write(whole.toByteArray());
      } catch (IOException _) {
        // Some bodies are refused before they have been sent: the answer is there nevertheless.
      }
      return answer(socket.getInputStream());
    }
  }

  private String head() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    head.append("Host: localhost\r\nConnection: close\r\n");
    boolean chunked = headers.stream().anyMatch(line -> line.startsWith("Transfer-Encoding"));
    if (body.length > 0 && !chunked) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return head.toString();
  }

  private Answer answer(InputStream in) throws IOException {
    byte[] read = in.readAllBytes();
    String text = new String(read, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer to " + this + ", but: " + text);
    }
    List<String> lines = text.substring(0, end).lines().toList();
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] content = Arrays.copyOfRange(read, end + 4, read.length);
    return new Answer(
        Integer.parseInt(lines.getFirst().split(" ")[1]), headers, new String(content, UTF_8));
  }

  @Override
  public String toString() {
    String shown = new String(body, UTF_8);
    return head() + "\r\n" + shown.substring(0, Math.min(SHOWN, shown.length()));
  }
}
