package dev.priorauth.status.reports;

import dev.priorauth.core.facts.Problem;
import dev.priorauth.dynamodb.PostingId;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import java.util.List;
import java.util.Optional;

/** Understands the body of {@code POST /v1/messages/read}. */
final class ReadReader {
  private static final String IDS = "ids";
  private static final int MOST = 25;
  private static final int LONGEST = 200;
  private static final String UNKNOWN = "Your office has no message of this id.";

  private ReadReader() {}

  /**
   * @throws dev.priorauth.http.RequestProblem with all that is wrong, if anything is
   */
  static List<PostingId> read(byte[] bytes) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object();
    List<PostingId> ids =
        body
            .need(IDS)
            .needItems(IDS)
            .texts(IDS, MOST, LONGEST, text -> PostingId.parse(text).isPresent(), UNKNOWN)
            .stream()
            .map(PostingId::parse)
            .flatMap(Optional::stream)
            .toList();
    json.end();
    return ids;
  }

  static Problem unknown(int index) {
    return Problem.of("$." + IDS + "[" + index + "]", UNKNOWN);
  }
}
