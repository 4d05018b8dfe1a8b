package dev.priorauth.http;

import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.rules.Span;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a query strictly: a parameter that is repeated, malformed or that nobody asked for is a
 * problem. {@link #end} reports all problems at once.
 */
public final class QueryReader {
  private static final int LONGEST = 200;

  private final Map<String, List<String>> parameters = new LinkedHashMap<>();
  private final Set<String> read = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  /** A query with its names and values decoded. */
  public QueryReader(MultivaluedMap<String, String> query) {
    query.forEach(
        (name, values) -> {
          if (Texts.hasControlCharacter(name)
              || values.stream().anyMatch(Texts::hasControlCharacter)) {
            problems.add(
                Problem.of(
                    name.replaceAll("\\p{Cntrl}", "?"),
                    "Leave out control characters, such as tabs and line breaks."));
          } else {
            parameters.put(name, List.copyOf(values));
          }
        });
  }

  /** A parameter of at most 200 characters that may stand once. */
  public Optional<String> text(String name) {
    return once(name).flatMap(text -> Texts.plain(text, LONGEST, name, problems));
  }

  public Optional<String> oneOf(String name, Collection<String> allowed) {
    return once(name).flatMap(text -> Texts.oneOf(text, allowed, name, problems));
  }

  public Optional<LocalDate> day(String name) {
    return once(name).flatMap(text -> Texts.day(text, name, problems));
  }

  /** The days from one to another, both included; either may be left out. */
  public Span days(String from, String to) {
    Optional<LocalDate> first = day(from);
    Optional<LocalDate> last = day(to);
    if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
      problems.add(
          Problem.of(to, "This lies before " + from + ". Exchange the two dates or mend one."));
      return Span.ALWAYS;
    }
    return new Span(first, last.map(day -> day.plusDays(1)));
  }

  /** A calendar date, or an instant with its offset. */
  public Optional<Moment> moment(String name) {
    return once(name).flatMap(text -> Texts.moment(text, name, problems));
  }

  /** A whole number; both ends are included. */
  public Optional<Integer> number(String name, int from, int to) {
    return once(name)
        .flatMap(
            text -> {
              if (text.matches("\\d{1,9}")
                  && Integer.parseInt(text) >= from
                  && Integer.parseInt(text) <= to) {
                return Optional.of(Integer.valueOf(text));
              }
              problems.add(
                  Problem.of(
                      name, "Give a whole number from " + from + " to " + to + ", in digits."));
              return Optional.empty();
            });
  }

  /** Which part of a long list is wanted: {@code limit} from 1 to 100, and {@code cursor}. */
  public Page page() {
    return new Page(number("limit", 1, Page.MOST).orElse(Page.USUAL), text("cursor"));
  }

  /**
   * The texts of all of these parameters that are there, by name and as often as each was given.
   */
  public Map<String, List<String>> all(Collection<String> names) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String name : names) {
      read.add(name);
      if (parameters.containsKey(name)) {
        found.put(name, parameters.get(name));
      }
    }
    return found;
  }

  public void add(Collection<Problem> more) {
    problems.addAll(more);
  }

  /** What has been found wrong so far. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * Ends the reading; to be called when everything that the route knows has been asked for.
   *
   * @throws RequestProblem if anything in the query is wrong
   */
  public void end() {
    for (String name : parameters.keySet()) {
      if (!read.contains(name)) {
        problems.add(
            new Problem(
                name,
                read.isEmpty()
                    ? "This address takes no parameters. Leave it out."
                    : "There is no parameter of this name here. Leave it out or use one of the"
                        + " allowed names.",
                List.copyOf(read)));
      }
    }
    if (!problems.isEmpty()) {
      throw RequestProblem.badQuery(problems);
    }
  }

  private Optional<String> once(String name) {
    read.add(name);
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      problems.add(Problem.of(name, "Give this once; it was given " + values.size() + " times."));
      return Optional.empty();
    }
    return values.stream().findFirst();
  }
}
