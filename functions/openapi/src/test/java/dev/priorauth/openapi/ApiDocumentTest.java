package dev.priorauth.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {

  @Test
  void documents_becomeOne_thatRefersToNoOther() {
    JsonNode whole = ApiDocument.of("one.yaml", "two.yaml");

    assertThat(whole.at("/info/title").asText()).isEqualTo("Prior authorization");
    assertThat(whole.get("tags").findValuesAsText("name")).containsExactly("One", "Two");
    assertThat(whole.get("paths").fieldNames()).toIterable().containsExactly("/one", "/two");
    assertThat(whole.at("/components/schemas").has("Mine")).isTrue();
    assertThat(whole.findValuesAsText("$ref"))
        .contains("#/components/schemas/Mine", "#/components/responses/NotFound")
        .allSatisfy(ref -> assertThat(whole.at(ref.substring(1)).isMissingNode()).isFalse());
  }

  @Test
  void documents_mustNotGiveOneNameToTwoThings() {
    assertThatThrownBy(() -> ApiDocument.of("one.yaml", "one.yaml"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one.yaml has get");
    assertThatThrownBy(() -> ApiDocument.of("drifting.yaml"))
        .hasMessageContaining("drifting.yaml has Cite");
    assertThatThrownBy(() -> ApiDocument.of("missing.yaml"))
        .hasMessageContaining("missing.yaml is not on the class path");
  }
}
