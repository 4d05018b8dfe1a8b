package dev.priorauth.requirements;

import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.receipts.Receipt;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.CachedBooks;
import dev.priorauth.dynamodb.ReceiptStore;
import dev.priorauth.dynamodb.RuleBookStore;
import dev.priorauth.http.Books;
import dev.priorauth.http.Receipts;
import dev.priorauth.rulebook.BookReader;
import dev.priorauth.rulebook.PackagedVocabulary;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the function is made of. */
@Singleton
public class Wiring {
  private final DynamoDbClient client;
  private final String table;

  public Wiring(
      DynamoDbClient client, @ConfigProperty(name = "priorauth.rules-table") String table) {
    this.client = client;
    this.table = table;
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Books books(InstantSource clock) {
    return new PublishedBooks(
        PackagedVocabulary.load(),
        new CachedBooks(new RuleBookStore(client, table), BookReader::read, clock));
  }

  @Produces
  @Singleton
  Receipts receipts() {
    return new KeptReceipts(new ReceiptStore(client, table));
  }

  private record PublishedBooks(Vocabulary vocabulary, CachedBooks cache) implements Books {

    @Override
    public Optional<RuleBook> book(String payer) {
      return cache.current(payer);
    }

    @Override
    public List<RuleBook> all() {
      return vocabulary.payers().stream()
          .map(payer -> cache.current(payer.id()))
          .flatMap(Optional::stream)
          .toList();
    }

    @Override
    public Optional<RuleBook> byHash(String payer, String hash) {
      return cache.byHash(payer, hash);
    }
  }

  private record KeptReceipts(ReceiptStore store) implements Receipts {

    @Override
    public void keep(List<Receipt> receipts) {
      store.keep(receipts);
    }

    @Override
    public Optional<Receipt> find(String id) {
      return store.find(id);
    }
  }
}
