package dev.priorauth.http;

import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.facts.Vocabulary;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads single values from text, wherever the text came from. */
public final class Texts {
  private Texts() {}

  static boolean hasControlCharacter(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** A text without control characters, neither blank nor longer than so many characters. */
  public static Optional<String> plain(String text, int most, String path, List<Problem> problems) {
    if (hasControlCharacter(text)) {
      problems.add(Problem.of(path, "Leave out control characters, such as tabs and line breaks."));
      return Optional.empty();
    }
    return given(text, most, path, problems);
  }

  /** A text of several lines, neither blank nor longer than so many characters. */
  static Optional<String> lines(String text, int most, String path, List<Problem> problems) {
    if (hasControlCharacter(text.replaceAll("[\\n\\r\\t]", ""))) {
      problems.add(Problem.of(path, "Leave out control characters, but for line breaks and tabs."));
      return Optional.empty();
    }
    return given(text, most, path, problems);
  }

  private static Optional<String> given(
      String text, int most, String path, List<Problem> problems) {
    if (text.isBlank()) {
      problems.add(Problem.of(path, "This is empty. Give a value, or leave it out."));
      return Optional.empty();
    }
    if (text.length() > most) {
      problems.add(Problem.of(path, "Use at most " + most + " characters."));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  static Optional<String> oneOf(
      String text, Collection<String> allowed, String path, List<Problem> problems) {
    if (allowed.contains(text)) {
      return Optional.of(text);
    }
    problems.add(
        new Problem(
            path, "This value is not known. Use one of the allowed values.", List.copyOf(allowed)));
    return Optional.empty();
  }

  static Optional<LocalDate> day(String text, String path, List<Problem> problems) {
    return Vocabulary.date(text, path, problems);
  }

  static Optional<Instant> instant(String text, String path, List<Problem> problems) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      // The date within it obeys the same bounds as one that stands alone.
      return Vocabulary.date(time.toLocalDate().toString(), path, problems)
          .map(_ -> time.toInstant());
    } catch (DateTimeException _) {
      problems.add(
          Problem.of(
              path,
              "This is not an instant with its offset. Write it as in 2025-01-31T14:00:00-05:00"
                  + " or 2025-01-31T19:00:00Z; in a query, a plus sign is written %2B."));
      return Optional.empty();
    }
  }

  /** A calendar date, or an instant where the text has a time. */
  static Optional<Moment> moment(String text, String path, List<Problem> problems) {
    return text.contains("T")
        ? instant(text, path, problems).map(Moment.At::new)
        : day(text, path, problems).map(Moment.Day::new);
  }
}
