package dev.priorauth.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.PostingId;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.dynamodb.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Announces what the stream brings, on the bus and to the queue of webhooks. What fails is given
 * back to the stream and comes again, with what came after it: so everything is announced at least
 * once. The queue leaves out what it has already.
 */
final class Announcements {
  private static final Logger LOG = Logger.getLogger(Announcements.class);

  private final EventBus bus;
  private final WebhookQueue queue;
  private final ProfileStore profiles;

  Announcements(EventBus bus, WebhookQueue queue, ProfileStore profiles) {
    this.bus = bus;
    this.queue = queue;
    this.profiles = profiles;
  }

  private record Item(String id, Told told) {}

  /**
   * Announces what these records tell.
   *
   * @return the names of those that have to come again
   */
  List<String> announce(List<JsonNode> records) {
    Batch batch = new Batch();
    List<Item> items = new ArrayList<>();
    for (JsonNode node : records) {
      try {
        items.add(new Item(StreamRecord.id(node), StreamRecord.told(node)));
      } catch (IllegalArgumentException e) {
        LOG.errorf("A record of the stream cannot be read: %s", StreamRecord.id(node));
        batch.failed.add(StreamRecord.id(node));
      }
    }
    for (int from = 0; from < items.size(); from += EventBus.MOST) {
      batch.put(items.subList(from, Math.min(from + EventBus.MOST, items.size())));
    }
    items.forEach(batch::order);
    return List.copyOf(batch.failed);
  }

  /** What is known while one batch of the stream is announced. */
  private final class Batch {
    private final Set<String> failed = new TreeSet<>();
    private final Set<AuthorizationId> broken = new HashSet<>();
    private final Map<Npi, List<String>> subs = new HashMap<>();

    private void put(List<Item> items) {
      try {
        List<Posting> refused = bus.put(items.stream().map(item -> item.told().posting()).toList());
        items.stream()
            .filter(item -> refused.contains(item.told().posting()))
            .forEach(item -> failed.add(item.id()));
      } catch (SdkException e) {
        LOG.error("The bus takes nothing", e);
        items.forEach(item -> failed.add(item.id()));
      }
    }

    /** After one that failed, no later one of the same authorization goes first. */
    private void order(Item item) {
      Posting posting = item.told().posting();
      if (broken.contains(posting.about())) {
        failed.add(item.id());
        return;
      }
      try {
        Set<String> systems = new TreeSet<>();
        for (Npi provider : item.told().providers()) {
          systems.addAll(subs.computeIfAbsent(provider, profiles::withWebhook));
        }
        for (String sub : systems) {
          queue.add(new WebhookOrder(sub, PostingId.of(posting)));
        }
      } catch (SdkException e) {
        LOG.error("The queue of webhooks takes nothing", e);
        failed.add(item.id());
        broken.add(posting.about());
      }
    }
  }
}
