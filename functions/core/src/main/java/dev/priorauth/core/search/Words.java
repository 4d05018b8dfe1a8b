package dev.priorauth.core.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Plain words, made comparable. */
final class Words {
  private static final int SHORTEST_STEM = 3;

  /** Words that say nothing of what is looked for, and those with which every question is asked. */
  private static final Set<String> EMPTY =
      Set.of(
          ("a an and are at be can do does for from has have how i in is it me my need needed needs"
                  + " of on or our please that the their they this to was we what when where which"
                  + " who will with auth authorization authorisation authorizations precert"
                  + " precertification preauth preauthorization prior approval required require"
                  + " requires member patient patients pt's")
              .split(" "));

  private Words() {}

  /** The words of a text in lower case, without accents, punctuation, endings and empty words. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (String word : fold(text).split(" ")) {
      if (!word.isEmpty()) {
        all.add(stem(word));
        if (!EMPTY.contains(word)) {
          words.add(stem(word));
        }
      }
    }
    // A text of nothing but empty words is taken as it stands.
    return words.isEmpty() ? all : words;
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("['\u2019]", "")
        .replaceAll("[^a-z0-9]+", " ")
        .strip();
  }

  private static String stem(String word) {
    String stem = word;
    if (stem.endsWith("ies") && stem.length() > SHORTEST_STEM + 2) {
      stem = stem.substring(0, stem.length() - 3) + "y";
    } else if (stem.endsWith("s")
        && !stem.endsWith("ss")
        && !stem.endsWith("us")
        && !stem.endsWith("is")
        && stem.length() > SHORTEST_STEM) {
      stem = stem.substring(0, stem.length() - 1);
    }
    for (String ending : List.of("ing", "ed", "ic", "al")) {
      if (stem.endsWith(ending) && stem.length() >= ending.length() + SHORTEST_STEM + 1) {
        return stem.substring(0, stem.length() - ending.length());
      }
    }
    return stem;
  }

  /**
   * The number of letters that must be changed, added, left out or exchanged with their neighbour;
   * {@code most + 1} where it is more than {@code most}.
   */
  static int distance(String one, String other, int most) {
    if (Math.abs(one.length() - other.length()) > most) {
      return most + 1;
    }
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        boolean exchanged =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (exchanged) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return most + 1;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return Math.min(last[other.length()], most + 1);
  }
}
