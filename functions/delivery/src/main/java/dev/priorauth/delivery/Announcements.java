package dev.priorauth.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.PostingId;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.dynamodb.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Announces what the stream brings, on the bus and to the queue of webhooks. Where that fails, the
 * stream comes again from there: so everything is announced at least once, and in order. What
 * cannot be read never will be: it is set aside.
 */
final class Announcements {
  private static final Logger LOG = Logger.getLogger(Announcements.class);

  private final EventBus bus;
  private final WebhookQueue queue;
  private final DeadLetters deadLetters;
  private final ProfileStore profiles;

  Announcements(EventBus bus, WebhookQueue queue, DeadLetters deadLetters, ProfileStore profiles) {
    this.bus = bus;
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.profiles = profiles;
  }

  private record Item(String id, Told told) {
    Posting posting() {
      return told.posting();
    }
  }

  /**
   * Announces what these records tell.
   *
   * @return the name of the record from which on they have to come again; empty for none
   */
  Optional<String> announce(List<JsonNode> records) {
    Map<Npi, List<String>> subs = new HashMap<>();
    for (int from = 0; from < records.size(); from += EventBus.MOST) {
      List<JsonNode> part = records.subList(from, Math.min(from + EventBus.MOST, records.size()));
      String current = StreamRecord.id(part.getFirst());
      try {
        List<Item> items = readable(part);
        List<Posting> refused = bus.put(items.stream().map(Item::posting).toList());
        for (Item item : items) {
          current = item.id();
          if (refused.contains(item.posting())) {
            LOG.errorf("The bus refuses a record: %s", current);
            return Optional.of(current);
          }
          order(item.told(), subs);
        }
      } catch (SdkException e) {
        LOG.errorf(e, "A record could not be announced: %s", current);
        return Optional.of(current);
      }
    }
    return Optional.empty();
  }

  private List<Item> readable(List<JsonNode> records) {
    List<Item> items = new ArrayList<>();
    for (JsonNode node : records) {
      String id = StreamRecord.id(node);
      try {
        items.add(new Item(id, StreamRecord.told(node)));
      } catch (IllegalArgumentException e) {
        LOG.errorf("A record of the stream cannot be read: %s", id);
        deadLetters.add(id);
      }
    }
    return items;
  }

  private void order(Told told, Map<Npi, List<String>> subs) {
    Set<String> systems = new TreeSet<>();
    for (Npi provider : told.providers()) {
      systems.addAll(subs.computeIfAbsent(provider, profiles::withWebhook));
    }
    for (String sub : systems) {
      queue.add(new WebhookOrder(sub, PostingId.of(told.posting())));
    }
  }
}
