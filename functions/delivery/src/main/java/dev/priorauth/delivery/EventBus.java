package dev.priorauth.delivery;

import dev.priorauth.core.messages.Posting;
import dev.priorauth.dynamodb.PostingEvent;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** A bus of EventBridge. */
final class EventBus implements Bus {
  private static final String SOURCE = "priorauth";

  private final EventBridgeClient client;
  private final String bus;

  EventBus(EventBridgeClient client, String bus) {
    this.client = client;
    this.bus = bus;
  }

  @Override
  public List<Posting> put(List<Posting> postings) {
    if (postings.isEmpty()) {
      return List.of();
    }
    PutEventsResponse response =
        client.putEvents(put -> put.entries(postings.stream().map(this::entry).toList()));
    return IntStream.range(0, postings.size())
        .filter(n -> response.entries().get(n).errorCode() != null)
        .mapToObj(postings::get)
        .toList();
  }

  private PutEventsRequestEntry entry(Posting posting) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(SOURCE)
        .detailType(PostingEvent.type(posting))
        .time(posting.at())
        .detail(PostingEvent.write(posting).toString())
        .build();
  }
}
