package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Trees.day;
import static dev.priorauth.dynamodb.Trees.dayIf;
import static dev.priorauth.dynamodb.Trees.flag;
import static dev.priorauth.dynamodb.Trees.list;
import static dev.priorauth.dynamodb.Trees.number;
import static dev.priorauth.dynamodb.Trees.optional;
import static dev.priorauth.dynamodb.Trees.put;
import static dev.priorauth.dynamodb.Trees.required;
import static dev.priorauth.dynamodb.Trees.text;
import static dev.priorauth.dynamodb.Trees.textIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.requests.Submission.Diagnosis;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.requests.Submission.Member;
import dev.priorauth.core.requests.Submission.Requester;
import dev.priorauth.core.requests.Submission.Urgency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A request as a stored document. */
final class SubmissionJson {
  private SubmissionJson() {}

  static ObjectNode write(Submission submission) {
    ObjectNode node = Trees.object();
    node.put("payer", submission.payer());
    node.put("product", submission.product());
    put(node, "funding", submission.funding());
    node.set("member", write(submission.member()));
    node.put("requester", submission.requester().npi().digits());
    node.put("requesterRole", submission.requester().role());
    node.put("servicing", submission.servicing().digits());
    node.put("service", submission.service());
    put(node, "lines", submission.lines(), SubmissionJson::write);
    put(node, "diagnoses", submission.diagnoses(), SubmissionJson::write);
    node.put("serviceFrom", submission.serviceFrom().toString());
    put(node, "serviceTo", submission.serviceTo());
    submission.visitsRequested().ifPresent(visits -> node.put("visitsRequested", visits));
    switch (submission.urgency()) {
      case Urgency.Standard _ -> {
        // An urgency that is not stored is the usual one.
      }
      case Urgency.Expedited(String reason) -> node.put("expedited", reason);
    }
    if (!submission.further().known().isEmpty()) {
      node.set("further", write(submission.further()));
    }
    put(node, "initialEvaluationOn", submission.initialEvaluationOn());
    put(node, "additionalInformation", submission.additionalInformation());
    if (!submission.answers().isEmpty()) {
      ObjectNode answers = node.putObject("answers");
      submission.answers().forEach(answers::put);
    }
    put(node, "extending", submission.extending());
    put(node, "duplicateOf", submission.duplicateOf());
    node.put("allowDuplicate", submission.allowDuplicate());
    put(node, "admittedAt", submission.admittedAt());
    put(node, "notifiedAt", submission.notifiedAt());
    return node;
  }

  static Submission read(JsonNode node) {
    return new Submission(
        text(node, "payer"),
        text(node, "product"),
        textIf(node, "funding"),
        member(required(node, "member")),
        new Requester(new Npi(text(node, "requester")), text(node, "requesterRole")),
        new Npi(text(node, "servicing")),
        text(node, "service"),
        list(node, "lines", SubmissionJson::line),
        list(
            node,
            "diagnoses",
            diagnosis -> new Diagnosis(text(diagnosis, "code"), flag(diagnosis, "primary"))),
        day(node, "serviceFrom"),
        dayIf(node, "serviceTo"),
        optional(node, "visitsRequested", JsonNode::intValue),
        textIf(node, "expedited")
            .map(reason -> (Urgency) new Urgency.Expedited(reason))
            .orElseGet(Urgency.Standard::new),
        optional(node, "further", SubmissionJson::facts).orElse(Facts.NONE),
        dayIf(node, "initialEvaluationOn"),
        textIf(node, "additionalInformation"),
        answers(node.path("answers")),
        textIf(node, "extending").map(AuthorizationId::new),
        textIf(node, "duplicateOf").map(AuthorizationId::new),
        flag(node, "allowDuplicate"),
        textIf(node, "admittedAt").map(Instant::parse),
        textIf(node, "notifiedAt").map(Instant::parse));
  }

  private static ObjectNode write(Member member) {
    return Trees.object()
        .put("id", member.id().text())
        .put("firstName", member.firstName())
        .put("lastName", member.lastName())
        .put("dateOfBirth", member.dateOfBirth().toString());
  }

  private static Member member(JsonNode node) {
    return new Member(
        new MemberId(text(node, "id")),
        text(node, "firstName"),
        text(node, "lastName"),
        day(node, "dateOfBirth"));
  }

  static ObjectNode write(Line line) {
    return Trees.object().put("code", line.code()).put("units", line.units());
  }

  static Line line(JsonNode node) {
    return new Line(text(node, "code"), number(node, "units"));
  }

  private static ObjectNode write(Diagnosis diagnosis) {
    return Trees.object().put("code", diagnosis.code()).put("primary", diagnosis.primary());
  }

  /** Facts are stored by their own kinds, not by the vocabulary of the day. */
  private static ObjectNode write(Facts facts) {
    ObjectNode node = Trees.object();
    for (Map.Entry<Fact, FactValue> fact : facts.known().entrySet()) {
      String key = fact.getKey().key();
      switch (fact.getValue()) {
        case FactValue.One(String value) -> node.put(key, value);
        case FactValue.Many many -> many.values().forEach(node.putArray(key)::add);
        case FactValue.Number(long value) -> node.put(key, value);
        case FactValue.Day(LocalDate value) -> node.put(key, value.toString());
      }
    }
    return node;
  }

  private static Facts facts(JsonNode node) {
    Facts facts = Facts.NONE;
    for (Map.Entry<String, JsonNode> stored : node.properties()) {
      Fact fact =
          Fact.ofKey(stored.getKey())
              .orElseThrow(
                  () -> new IllegalStateException("a stored document has an unknown fact"));
      facts = facts.with(fact, value(fact, stored.getValue()));
    }
    return facts;
  }

  private static FactValue value(Fact fact, JsonNode stored) {
    return switch (fact.kind()) {
      case CHOICE, FLAG, CODE -> new FactValue.One(stored.asText());
      case CHOICES -> {
        TreeSet<String> values = new TreeSet<>();
        stored.forEach(value -> values.add(value.asText()));
        yield new FactValue.Many(values);
      }
      case NUMBER, MONEY -> new FactValue.Number(stored.longValue());
      case DATE -> new FactValue.Day(LocalDate.parse(stored.asText()));
    };
  }

  private static SortedMap<String, String> answers(JsonNode node) {
    SortedMap<String, String> answers = new TreeMap<>();
    node.properties().forEach(answer -> answers.put(answer.getKey(), answer.getValue().asText()));
    return answers;
  }
}
