package dev.priorauth.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What native binaries are told to keep: without a native build, nothing else would miss it. */
class NativeMetadataTest {
  private static final String METADATA =
      "/META-INF/native-image/dev.priorauth/priorauth-rulebook/reachability-metadata.json";

  @Test
  void metadata_namesTheVocabularysFiles_andWhoReadsThem() throws IOException {
    try (InputStream in = PackagedVocabulary.class.getResourceAsStream(METADATA)) {
      JsonNode resources = new ObjectMapper().readTree(in).get("resources");
      PathMatcher kept =
          FileSystems.getDefault().getPathMatcher("glob:" + resources.at("/0/glob").asText());

      assertThat(resources).hasSize(1);
      assertThat(resources.at("/0/condition/typeReached").asText())
          .isEqualTo(PackagedVocabulary.class.getName());
      assertThat(Stream.of("vocabulary.json", "services.json"))
          .allMatch(name -> kept.matches(Path.of("dev/priorauth/rulebook", name)));
    }
  }
}
