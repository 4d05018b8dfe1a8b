package dev.priorauth.core.search;

import dev.priorauth.core.facts.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds things by plain words, tolerant of typing errors.
 *
 * <p>Each thing has some phrases. A phrase is the better the more of the asked words it has and the
 * fewer others; a word counts the more the fewer things have it. Synonyms are phrases: data, not
 * code.
 */
public final class PlainSearch {
  private static final double SAME = 1;
  private static final double BEGINNING = 0.75;
  private static final double MISTYPED = 0.7;

  /** Words of up to three letters are too alike to be taken for one another. */
  private static final int SHORTEST_WITH_ONE_ERROR = 4;

  private static final int SHORTEST_WITH_TWO_ERRORS = 8;
  private static final int SHORTEST_BEGINNING = 3;

  /** What the asked words weigh against the words of a phrase that nobody asked for. */
  private static final double ASKED = 0.7;

  /** What a thing's best phrase weighs against all its phrases together. */
  private static final double BEST_PHRASE = 0.85;

  /** Less than this is not a find. */
  private static final double LEAST = 0.3;

  /** Finds are at least this good, compared to the best. */
  private static final double LEAST_OF_BEST = 0.5;

  private PlainSearch() {}

  /** The services that these words may mean, best first; empty where none is near. */
  public static List<Vocabulary.Service> services(List<Vocabulary.Service> services, String words) {
    return find(
        services,
        service ->
            Stream.concat(
                    Stream.of(service.name(), service.id().replace('-', ' ')),
                    service.phrases().stream())
                .toList(),
        words);
  }

  /**
   * The items that these words may mean, best first; of equally good ones, the first in the list.
   *
   * @param phrases what an item is called
   */
  public static <T> List<T> find(List<T> items, Function<T, List<String>> phrases, String words) {
    List<List<List<String>>> texts =
        items.stream()
            .map(item -> phrases.apply(item).stream().map(Words::of).distinct().toList())
            .toList();
    Map<String, Double> weights = weights(texts);
    List<List<String>> asked = readings(Words.of(words), weights.keySet());
    List<Found<T>> found = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      double best = 0;
      for (List<String> reading : asked) {
        best = Math.max(best, score(reading, texts.get(i), weights));
      }
      found.add(new Found<>(items.get(i), best));
    }
    found.sort(Comparator.comparingDouble((Found<T> one) -> one.score()).reversed());
    double least = found.isEmpty() ? 0 : Math.max(LEAST, LEAST_OF_BEST * found.getFirst().score());
    return found.stream().filter(one -> one.score() >= least).map(Found::item).toList();
  }

  private record Found<T>(T item, double score) {}

  /** The words, and each way to write two neighbours as one that some item knows: c pap is cpap. */
  private static List<List<String>> readings(List<String> words, Set<String> known) {
    List<List<String>> readings = new ArrayList<>();
    readings.add(words);
    for (int i = 0; i + 1 < words.size(); i++) {
      String both = words.get(i) + words.get(i + 1);
      if (known.contains(both)) {
        List<String> joined = new ArrayList<>(words);
        joined.set(i, both);
        joined.remove(i + 1);
        readings.add(joined);
      }
    }
    return readings;
  }

  /** How much each word tells: the logarithm of the share of items that do not have it. */
  private static Map<String, Double> weights(List<List<List<String>>> texts) {
    Map<String, Integer> having = new HashMap<>();
    for (List<List<String>> phrases : texts) {
      Set<String> words = new HashSet<>();
      phrases.forEach(words::addAll);
      words.forEach(word -> having.merge(word, 1, Integer::sum));
    }
    Map<String, Double> weights = new HashMap<>();
    having.forEach((word, count) -> weights.put(word, Math.log(1 + (double) texts.size() / count)));
    return weights;
  }

  private static double score(
      List<String> asked, List<List<String>> phrases, Map<String, Double> weights) {
    double best = 0;
    double[] anywhere = new double[asked.size()];
    for (List<String> phrase : phrases) {
      best = Math.max(best, score(asked, phrase, weights, anywhere));
    }
    double sum = 0;
    double most = 0;
    for (int i = 0; i < anywhere.length; i++) {
      double weight = weightOf(asked.get(i), weights);
      sum += weight * anywhere[i];
      most += weight;
    }
    return BEST_PHRASE * best + (1 - BEST_PHRASE) * (most == 0 ? 0 : sum / most);
  }

  private static double score(
      List<String> asked, List<String> phrase, Map<String, Double> weights, double[] anywhere) {
    double askedSum = 0;
    double askedMost = 0;
    double phraseSum = 0;
    double phraseMost = 0;
    Set<String> matched = new HashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      double likeness = 0;
      String closest = "";
      for (String word : phrase) {
        double one = likeness(asked.get(i), word);
        if (one > likeness) {
          likeness = one;
          closest = word;
        }
      }
      double weight = likeness > 0 ? weights.get(closest) : weightOf(asked.get(i), weights);
      askedSum += weight * likeness;
      askedMost += weight;
      anywhere[i] = Math.max(anywhere[i], likeness);
      if (likeness > 0) {
        matched.add(closest);
      }
    }
    for (String word : phrase) {
      double weight = weights.get(word);
      phraseSum += matched.contains(word) ? weight : 0;
      phraseMost += weight;
    }
    return askedSum == 0 ? 0 : ASKED * askedSum / askedMost + (1 - ASKED) * phraseSum / phraseMost;
  }

  /** A word that no item has tells as much as one that half of the items have. */
  private static double weightOf(String word, Map<String, Double> weights) {
    return weights.getOrDefault(word, Math.log(3));
  }

  private static double likeness(String asked, String word) {
    if (asked.equals(word)) {
      return SAME;
    }
    if (asked.length() >= SHORTEST_BEGINNING && word.startsWith(asked)) {
      return BEGINNING;
    }
    int errors =
        asked.length() >= SHORTEST_WITH_TWO_ERRORS
            ? 2
            : asked.length() >= SHORTEST_WITH_ONE_ERROR ? 1 : 0;
    return errors > 0
            && word.length() >= SHORTEST_WITH_ONE_ERROR
            && Words.distance(asked, word, errors) <= errors
        ? MISTYPED
        : 0;
  }
}
