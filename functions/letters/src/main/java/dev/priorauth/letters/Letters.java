package dev.priorauth.letters;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Letter;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the letters of an authorization. */
public final class Letters {
  private Letters() {}

  /**
   * A letter, as it was when it was owed: what happened since changes nothing in it.
   *
   * @param history the events of the authorization, at least up to the letter's version
   * @param book the rule book that answered when the authorization was submitted
   */
  public static Printed letter(Letter letter, List<Entry> history, RuleBook book) {
    List<Entry> until =
        history.stream().filter(entry -> entry.version() <= letter.version()).toList();
    Authorization then = Authorization.replay(until);
    Templates templates = Templates.of(letter.templates());
    Map<String, Object> content = new HashMap<>(new Content(then, book, letter.at()).shared());
    content.putAll(new LetterContent(then, letter, until, book).content());
    return new Printed(
        templates.letter(Content.plain(content)),
        templates.styleSource(),
        "Authorization " + then.id() + ", letter " + letter.number(),
        letter.at());
  }

  /**
   * The sheet that a servicing provider prints: what was approved, and what has become of it.
   *
   * @param state one in which something can be used, or could be
   * @param at as of when; of one day all are the same
   */
  public static Printed sheet(Authorization state, RuleBook book, Instant at) {
    Templates templates = Templates.of(Letter.CURRENT_TEMPLATES);
    Content content = new Content(state, book, at);
    return new Printed(
        templates.sheet(Content.plain(content.sheet())),
        templates.styleSource(),
        "Authorization " + state.id() + ", version " + state.version(),
        state.dossier().updatedAt());
  }
}
