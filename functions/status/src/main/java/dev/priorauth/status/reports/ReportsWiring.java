package dev.priorauth.status.reports;

import dev.priorauth.dynamodb.FiguresStore;
import dev.priorauth.dynamodb.OfficeStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What messages, reports and figures are made from. */
@Singleton
class ReportsWiring {
  /** Some 40 MB of the log, which fits into the time and memory of a call. */
  private static final int MOST_ENTRIES = 200_000;

  private final DynamoDbClient client;
  private final String table;

  ReportsWiring(
      DynamoDbClient client,
      @ConfigProperty(name = "priorauth.authorizations-table") String table) {
    this.client = client;
    this.table = table;
  }

  @Produces
  @Singleton
  OfficeStore offices() {
    return new OfficeStore(client, table);
  }

  @Produces
  @Singleton
  FiguresStore figures(
      @ConfigProperty(name = "priorauth.figures-settle-after") Duration settlesAfter) {
    return new FiguresStore(client, table, MOST_ENTRIES, settlesAfter);
  }
}
