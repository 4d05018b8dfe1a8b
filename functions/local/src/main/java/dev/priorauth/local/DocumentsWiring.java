package dev.priorauth.local;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where documents lie here: beside the data of the engine. */
@Singleton
class DocumentsWiring {

  @Produces
  @Singleton
  UploadFolder documents(
      @ConfigProperty(name = "quarkus.http.port") int port, InstantSource clock) {
    return new UploadFolder(
        LocalStore.data().resolve("documents"),
        URI.create("http://localhost:" + port + UploadRoute.PATH),
        clock,
        new SecureRandom());
  }
}
