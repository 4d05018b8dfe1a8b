package dev.priorauth.core.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The facts, their allowed values in everyday words, the payers with their products, and the
 * services.
 */
public record Vocabulary(Map<Fact, Definition> facts, List<Payer> payers, List<Service> services) {

  /**
   * Days since the epoch of this project's oldest rule are small; a year outside this range is a
   * typing error.
   */
  private static final int FIRST_YEAR = 1990;

  private static final int FIRST_YEAR_OF_BIRTH = 1890;

  private static final int LAST_YEAR = 2100;
  private static final long MOST = 1_000_000;
  private static final DateTimeFormatter ISO_DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /**
   * One fact.
   *
   * @param question how an office is asked for it
   * @param labels the allowed values with their everyday words, in the order in which they are
   *     offered; empty for numbers, dates and codes
   */
  public record Definition(Fact fact, String question, Map<String, String> labels) {
    public Definition {
      labels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
  }

  /**
   * A payer.
   *
   * @param zone the zone of its calendar dates
   * @param products the products that it has
   * @param contact the contact that answers where no rule speaks
   */
  public record Payer(String id, String name, ZoneId zone, List<String> products, String contact) {
    public Payer {
      products = List.copyOf(products);
    }
  }

  /**
   * A service.
   *
   * @param phrases the plain words that offices use for it
   * @param implies the facts that follow from asking for it, unless they are given: a home sleep
   *     test is done at home
   */
  public record Service(String id, String name, List<String> phrases, Map<Fact, String> implies) {
    public Service {
      phrases = List.copyOf(phrases);
      implies = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(implies));
    }
  }

  /** Facts as they were understood, and everything that was not. */
  public record Parsed(Facts facts, List<Problem> problems) {}

  public Vocabulary {
    facts = java.util.Collections.unmodifiableMap(new EnumMap<>(facts));
    payers = List.copyOf(payers);
    services = List.copyOf(services);
  }

  public Optional<Payer> payer(String id) {
    return payers.stream().filter(payer -> payer.id().equals(id)).findFirst();
  }

  public Optional<Service> service(String id) {
    return services.stream().filter(service -> service.id().equals(id)).findFirst();
  }

  /** The values that a choice can take, for this payer where it is known. */
  public Collection<String> allowed(Fact fact, Optional<String> payer) {
    if (fact == Fact.PRODUCT && payer.flatMap(this::payer).isPresent()) {
      return payer.flatMap(this::payer).orElseThrow().products();
    }
    if (fact == Fact.SERVICE) {
      return services.stream().map(Service::id).toList();
    }
    if (fact == Fact.PAYER) {
      return payers.stream().map(Payer::id).toList();
    }
    Definition definition = facts.get(fact);
    return definition == null ? List.of() : definition.labels().keySet();
  }

  /** Everyday words for a value, or the value itself where there are none. */
  public String label(Fact fact, String value) {
    if (fact == Fact.SERVICE) {
      return service(value).map(Service::name).orElse(value);
    }
    if (fact == Fact.PAYER) {
      return payer(value).map(Payer::name).orElse(value);
    }
    Definition definition = facts.get(fact);
    return definition == null ? value : definition.labels().getOrDefault(value, value);
  }

  /**
   * Reads facts from text and reports all problems at once.
   *
   * @param raw each fact's texts by its key; a choice with several texts is a problem unless all
   *     that apply may be named
   * @param prefix what to put before a key to make the path of a problem, for example {@code
   *     facts.}
   */
  public Parsed parse(Map<String, ? extends Collection<String>> raw, String prefix) {
    List<Problem> problems = new ArrayList<>();
    Facts facts = Facts.NONE;
    Optional<String> payer =
        Optional.ofNullable(raw.get(Fact.PAYER.key())).flatMap(texts -> texts.stream().findFirst());
    for (Map.Entry<String, ? extends Collection<String>> entry : raw.entrySet()) {
      String path = prefix + entry.getKey();
      Optional<Fact> named = Fact.ofKey(entry.getKey());
      if (named.isEmpty()) {
        problems.add(
            new Problem(
                path,
                "There is no fact of this name. Leave it out or use one of the allowed names.",
                java.util.Arrays.stream(Fact.values()).map(Fact::key).toList()));
        continue;
      }
      Fact fact = named.get();
      Collection<String> texts = entry.getValue();
      if (texts.size() != 1 && fact.kind() != Fact.Kind.CHOICES) {
        problems.add(Problem.of(path, "Give this once; it was given " + texts.size() + " times."));
        continue;
      }
      Optional<FactValue> value = value(fact, texts, payer, path, problems);
      if (value.isPresent()) {
        facts = facts.with(fact, value.get());
      }
    }
    return new Parsed(facts, List.copyOf(problems));
  }

  private Optional<FactValue> value(
      Fact fact,
      Collection<String> texts,
      Optional<String> payer,
      String path,
      List<Problem> problems) {
    String text = texts.stream().findFirst().orElse("");
    return switch (fact.kind()) {
      case CHOICE -> choice(fact, text, payer, path, problems).map(FactValue.One::new);
      case CHOICES -> choices(fact, texts, payer, path, problems);
      case FLAG -> {
        if (text.equals("true") || text.equals("false")) {
          yield Optional.of(new FactValue.One(text));
        }
        problems.add(new Problem(path, "Say true or false.", List.of("true", "false")));
        yield Optional.empty();
      }
      case NUMBER -> number(text, 0, path, problems);
      case MONEY -> number(text, 2, path, problems);
      case CODE -> {
        if (text.matches("[A-Z0-9]{5}")) {
          yield Optional.of(new FactValue.One(text));
        }
        problems.add(
            Problem.of(
                path,
                "A CPT or HCPCS code has five digits or capital letters, for example 70551."));
        yield Optional.empty();
      }
      case DATE -> date(text, path, problems).map(FactValue.Day::new);
    };
  }

  private Optional<String> choice(
      Fact fact, String text, Optional<String> payer, String path, List<Problem> problems) {
    Collection<String> allowed = allowed(fact, payer);
    if (allowed.contains(text)) {
      return Optional.of(text);
    }
    boolean known = fact == Fact.PRODUCT && facts.get(fact).labels().containsKey(text);
    problems.add(
        new Problem(
            path,
            known
                ? "The payer "
                    + payer.orElse("")
                    + " has no product "
                    + text
                    + ". Use one of its products."
                : "This value is not known. Use one of the allowed values.",
            List.copyOf(allowed)));
    return Optional.empty();
  }

  private Optional<FactValue> choices(
      Fact fact,
      Collection<String> texts,
      Optional<String> payer,
      String path,
      List<Problem> problems) {
    TreeSet<String> values = new TreeSet<>();
    for (String text : texts) {
      choice(fact, text, payer, path, problems).ifPresent(values::add);
    }
    if (texts.isEmpty()) {
      problems.add(
          new Problem(
              path,
              "Name at least one value, or leave it out.",
              List.copyOf(allowed(fact, payer))));
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(new FactValue.Many(values));
  }

  private static Optional<FactValue> number(
      String text, int decimals, String path, List<Problem> problems) {
    if (text.matches(decimals == 0 ? "\\d{1,7}" : "\\d{1,7}(\\.\\d{1,2})?")) {
      BigDecimal value = new BigDecimal(text);
      if (value.compareTo(BigDecimal.valueOf(MOST)) <= 0) {
        return Optional.of(new FactValue.Number(value.movePointRight(decimals).longValueExact()));
      }
    }
    problems.add(
        Problem.of(
            path,
            decimals == 0
                ? "Give a whole number from 0 to 1000000, in digits."
                : "Give an amount in USD from 0 to 1000000, with at most two decimals."));
    return Optional.empty();
  }

  /** Reads a calendar date strictly: 2025-02-29 is a problem, not the first of March. */
  public static Optional<LocalDate> date(String text, String path, List<Problem> problems) {
    return date(text, FIRST_YEAR, path, problems);
  }

  /** A date of birth: nobody who is treated was born before 1890. */
  public static Optional<LocalDate> dateOfBirth(String text, String path, List<Problem> problems) {
    return date(text, FIRST_YEAR_OF_BIRTH, path, problems);
  }

  private static Optional<LocalDate> date(
      String text, int firstYear, String path, List<Problem> problems) {
    try {
      LocalDate date = LocalDate.parse(text, ISO_DATE);
      if (date.getYear() >= firstYear && date.getYear() <= LAST_YEAR) {
        return Optional.of(date);
      }
      problems.add(
          Problem.of(path, "The year must lie between " + firstYear + " and " + LAST_YEAR + "."));
    } catch (DateTimeParseException _) {
      problems.add(Problem.of(path, "This is not a calendar date. Write it as in 2025-01-31."));
    }
    return Optional.empty();
  }

  /** The facts in everyday words, for texts. */
  public String describe(Facts facts) {
    return facts.known().entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + " "
                    + entry.getValue().texts(entry.getKey()).stream()
                        .map(text -> label(entry.getKey(), text))
                        .collect(Collectors.joining(" and ")))
        .collect(Collectors.joining(", "));
  }
}
