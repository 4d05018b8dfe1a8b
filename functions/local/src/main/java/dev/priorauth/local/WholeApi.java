package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.priorauth.openapi.ApiDocument;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import org.eclipse.microprofile.openapi.OASModelReader;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** The documents of all functions as the one that is served. */
public final class WholeApi implements OASModelReader {
  static final String[] DOCUMENTS = {
    "requirements.yaml",
    "date-windows.yaml",
    "authorizations.yaml",
    "steps.yaml",
    "status.yaml",
    "reports.yaml"
  };

  @Override
  public OpenAPI buildModel() {
    byte[] document = ApiDocument.of(DOCUMENTS).toString().getBytes(UTF_8);
    return SmallRyeOpenAPI.builder()
        .enableModelReader(false)
        .enableStandardStaticFiles(false)
        .enableStandardFilter(false)
        .enableAnnotationScan(false)
        .withCustomStaticFile(() -> new ByteArrayInputStream(document))
        .build()
        .model();
  }
}
