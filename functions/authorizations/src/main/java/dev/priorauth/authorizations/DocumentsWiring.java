package dev.priorauth.authorizations;

import dev.priorauth.http.CallLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Where documents lie when deployed. */
@Singleton
class DocumentsWiring {

  /** Made when a document is first dealt with: most requests have nothing to do with one. */
  @Produces
  @ApplicationScoped
  DocumentStore documents(
      @ConfigProperty(name = "priorauth.documents-bucket") String bucket,
      @ConfigProperty(name = "priorauth.documents-endpoint") Optional<URI> endpoint) {
    S3ClientBuilder client =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(calls -> calls.addExecutionInterceptor(new CallLimits()));
    S3Presigner.Builder presigner = S3Presigner.builder();
    endpoint.ifPresent(
        address -> {
          client.endpointOverride(address).forcePathStyle(true);
          presigner.endpointOverride(address);
        });
    return new S3Documents(client.build(), presigner.build(), bucket);
  }
}
