package dev.priorauth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.dates.WindowReport.Verdict;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.rules.Answer;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.rulebook.BookReader;
import dev.priorauth.rulebook.RuleFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is measured side by side gives the same answers, and the questions are what they claim. */
class PeersTest {
  private static RuleBook book;
  private static List<Question> questions;

  @BeforeAll
  static void read() {
    book =
        BookReader.read(
            RuleFolder.check(Path.of("../../rules-json")).book(Books.PAYER).orElseThrow());
    questions = Question.all(book);
  }

  private static Map<Question, Answer> ours() {
    return answers(question -> Optional.of(question.ask(book).answer()));
  }

  /** A peer is silent where ours says that it is undetermined. */
  private static Map<Question, Answer> answers(Function<Question, Optional<Answer>> peer) {
    return questions.stream()
        .collect(
            Collectors.toMap(
                question -> question,
                question -> peer.apply(question).orElse(Answer.UNDETERMINED)));
  }

  @Test
  void linearScan_givesOurAnswers() {
    LinearScan scan = new LinearScan(book);
    assertThat(answers(one -> scan.answer(one.facts(), one.on(), Question.KNOWN_ON)))
        .isEqualTo(ours());
  }

  @Test
  void dmnTable_givesOurAnswers_ofTheWholeBook() {
    DmnTable table = DmnTable.ofBook(book, questions.getFirst().on());
    assertThat(answers(one -> table.answer(table.context(one.facts())))).isEqualTo(ours());
  }

  @Test
  void dmnTable_givesOurAnswers_ofOneService() {
    Map<String, DmnTable> tables = new HashMap<>();
    assertThat(
            answers(
                one -> {
                  DmnTable table =
                      tables.computeIfAbsent(
                          one.facts().text(Fact.SERVICE).orElseThrow(),
                          service -> DmnTable.ofService(book, service, one.on()));
                  return table.answer(table.context(one.facts()));
                }))
        .isEqualTo(ours());
  }

  @Test
  void questions_leaveNothingOpen_andDiffer() {
    assertThat(questions).hasSize(64).doesNotHaveDuplicates();
    assertThat(questions).allMatch(one -> one.ask(book).questions().isEmpty());
    assertThat(ours().values()).contains(Answer.AUTHORIZATION_REQUIRED, Answer.NOT_REQUIRED);
  }

  @Test
  void questions_areAskedOnDaysOfTheSameRules() {
    assertThat(questions.stream().map(one -> inForce(one.on())).distinct()).hasSize(1);
  }

  private static List<String> inForce(LocalDate on) {
    return book.rules().stream()
        .flatMap(rule -> rule.versions().stream())
        .filter(version -> version.inForce().contains(on))
        .map(Rule.Version::name)
        .toList();
  }

  @Test
  void questionsWithThreeUnknown_areAskedBack() {
    List<Question> open = Question.withThreeUnknown(book);
    assertThat(open).hasSizeGreaterThan(30);
    assertThat(open.stream().filter(one -> !one.ask(book).questions().isEmpty()).count())
        .isGreaterThan(30);
  }

  @Test
  void questionsWithWindows_areJudged() {
    assertThat(Question.withWindows(book).stream().map(one -> one.check(book).verdict()))
        .hasSizeGreaterThan(20)
        .contains(Verdict.IN_WINDOW, Verdict.TOO_LATE);
  }
}
