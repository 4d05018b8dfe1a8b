package dev.priorauth.rulebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads rule data: a key that stands twice, or text after the end, is refused instead of guessed
 * at.
 */
final class StrictJson {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  static JsonNode read(byte[] json, String file) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      String place = e.getLocation() == null ? "$" : "line " + e.getLocation().getLineNr();
      throw new DataException(
          file, place, "this is not sound JSON, mend it there: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
