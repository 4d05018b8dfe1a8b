package dev.priorauth.dynamodb;

import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.Npi;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A posting with the providers who are told of it, as both stand in the keys of an item.
 *
 * @param providers who requested first, then who treats, where it is another one
 */
public record Told(Posting posting, List<Npi> providers) {
  public static final String PROVIDER = AuthorizationItems.PROVIDER;
  public static final String SERVICING = AuthorizationItems.SERVICING;
  public static final String PLACE = AuthorizationItems.SUBMITTED;

  public Told {
    providers = List.copyOf(providers);
  }

  /**
   * Reads the index keys of an item.
   *
   * @param provider the value of {@link #PROVIDER}
   * @param servicing the value of {@link #SERVICING}
   * @param place the value of {@link #PLACE}
   * @throws IllegalArgumentException if they are not those of a posting
   */
  public static Told of(String provider, Optional<String> servicing, String place) {
    Posting posting =
        PostingItems.posting(place)
            .orElseThrow(() -> new IllegalArgumentException("an item is no posting"));
    return new Told(
        posting,
        Stream.concat(Stream.of(provider), servicing.stream())
            .map(partition -> office(posting, partition))
            .toList());
  }

  private static Npi office(Posting posting, String partition) {
    return Npi.parse(partition.substring(partition.indexOf('#') + 1))
        .filter(npi -> PostingItems.partition(posting, npi).equals(partition))
        .orElseThrow(() -> new IllegalArgumentException("an item is of no office"));
  }
}
