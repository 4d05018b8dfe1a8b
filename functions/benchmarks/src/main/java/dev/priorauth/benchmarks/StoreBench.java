package dev.priorauth.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures the store through its routes: a few offices at once send requests to a process of {@code
 * make run}, which reads, decides by the real rules and stores in the DynamoDB Local inside it.
 */
public final class StoreBench {
  private static final int OFFICES = 4;
  private static final int WARM_UP = 1_000;
  private static final int MEASURED = 3_000;
  private static final String NPI = "1234567893";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final String run = Long.toString(System.currentTimeMillis() % 100_000_000);
  private String token = "";

  private StoreBench(URI address) {
    this.address = address;
  }

  /**
   * @param args the address of the process
   */
  public static void main(String... args)
      throws IOException, InterruptedException, ExecutionException {
    new StoreBench(URI.create(args[0])).measure();
  }

  /** One request. */
  private interface Call {
    void send(int n) throws IOException, InterruptedException;
  }

  private void measure() throws IOException, InterruptedException, ExecutionException {
    token =
        send("POST", "/local/token", "{\"sub\":\"b\",\"npi\":[\"%s\"],\"role\":\"provider\"}", NPI)
            .get("token")
            .textValue();
    send(
        "PUT",
        "/v1/profile",
        """
        {"npi": "%s", "taxId": "12-3456789", "email": "bench@harbor.example",
         "phone": "617-555-0100", "fax": "617-555-0101", "organization": "Harbor"}\
        """,
        NPI);
    int all = WARM_UP + MEASURED;
    for (int n = 0; n < all; n++) {
      send(
          "POST",
          "/local/eligibility",
          """
          {"memberId": "%s", "payer": "bcbsma", "product": "commercial-hmo",
           "funding": "fully-insured", "active": true}\
          """,
          member(n));
    }
    String[] ids = new String[all];
    System.out.println("| Operation | a second | p50 ms | p99 ms |");
    System.out.println("|---|---|---|---|");
    row("submit, approved at once", n -> ids[n] = submit(n));
    row("status by id", n -> send("GET", "/v1/authorizations/" + ids[n], ""));
    row(
        "search by provider, page of 25",
        n -> send("POST", "/v1/authorizations/search", "{\"npi\": \"%s\"}", NPI));
    row(
        "verification by number",
        n ->
            send(
                "POST",
                "/v1/verifications",
                """
                {"authorizationNumber": "%s", "dateOfService": "2026-12-01", "npi": "%s",
                 "service": "physical-therapy", "codes": [{"code": "97110", "units": 1}]}\
                """,
                ids[n],
                NPI));
  }

  private String member(int n) {
    return "XXP%s%05d".formatted(run, n);
  }

  private String submit(int n) throws IOException, InterruptedException {
    return send(
            "POST",
            "/v1/authorizations",
            """
            {"payer": "bcbsma", "product": "commercial-hmo", "funding": "fully-insured",
             "member": {"id": "%s", "firstName": "Maria", "lastName": "Silva",
                        "dateOfBirth": "1951-03-04"},
             "requester": {"npi": "%s", "role": "pcp"}, "servicingProvider": {"npi": "%2$s"},
             "service": "physical-therapy", "codes": [{"code": "97110", "units": 8}],
             "diagnoses": [{"code": "M54.50", "role": "primary"}],
             "serviceFrom": "2026-12-01", "visitsRequested": 12,
             "additionalInformation": "Pain in the lower back since May."}\
            """,
            member(n),
            NPI)
        .get("id")
        .textValue();
  }

  private void row(String operation, Call call) throws InterruptedException, ExecutionException {
    try (ExecutorService offices = Executors.newFixedThreadPool(OFFICES)) {
      spread(offices, 0, WARM_UP, call);
      long begin = System.nanoTime();
      double[] took = spread(offices, WARM_UP, WARM_UP + MEASURED, call);
      double seconds = (System.nanoTime() - begin) / 1e9;
      Arrays.sort(took);
      System.out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %.1f | %.1f |%n",
          operation,
          took.length / seconds,
          took[took.length / 2],
          took[took.length * 99 / 100]);
    }
  }

  /** Each office sends its share, one request after the other; the milliseconds of each request. */
  private static double[] spread(ExecutorService offices, int from, int to, Call call)
      throws InterruptedException, ExecutionException {
    double[] took = new double[to - from];
    List<Callable<Void>> shares = new ArrayList<>();
    for (int i = 0; i < OFFICES; i++) {
      int office = i;
      shares.add(
          () -> {
            for (int n = from + office; n < to; n += OFFICES) {
              long begin = System.nanoTime();
              call.send(n);
              took[n - from] = (System.nanoTime() - begin) / 1e6;
            }
            return null;
          });
    }
    for (Future<Void> share : offices.invokeAll(shares)) {
      share.get();
    }
    return took;
  }

  private JsonNode send(String method, String path, String body, Object... values)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .method(method, BodyPublishers.ofString(body.formatted(values)))
            .header("Content-Type", "application/json");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (path.equals("/v1/authorizations")) {
      request.header("Idempotency-Key", (String) values[0]);
    }
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          method
              + " "
              + path
              + ": "
              + response.statusCode()
              + " "
              + new String(response.body(), UTF_8));
    }
    return JSON.readTree(response.body());
  }
}
