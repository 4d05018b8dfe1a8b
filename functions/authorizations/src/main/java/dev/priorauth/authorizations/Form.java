package dev.priorauth.authorizations;

import dev.priorauth.http.JsonObject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which members of a body go with its action. One that does not is a problem, so that nobody
 * believes it recorded.
 */
record Form(Set<String> needed, Set<String> optional) {

  static Form of(String... needed) {
    return new Form(Set.of(needed), Set.of());
  }

  Form with(String... more) {
    return new Form(needed, Set.of(more));
  }

  /**
   * The form of the body's action, checked.
   *
   * @param forms by the action
   * @return the action; empty, and a problem, where it is none of these
   */
  static Optional<String> action(JsonObject body, Map<String, Form> forms) {
    body.need("action");
    Optional<String> action = body.oneOf("action", new TreeSet<>(forms.keySet()));
    Set<String> all =
        forms.values().stream()
            .flatMap(form -> Stream.of(form.needed, form.optional))
            .flatMap(Collection::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    action.ifPresent(
        name -> {
          Form form = forms.get(name);
          body.need(form.needed.stream().sorted().toArray(String[]::new));
          all.stream()
              .filter(member -> body.has(member))
              .filter(member -> !form.needed.contains(member) && !form.optional.contains(member))
              .forEach(
                  member ->
                      body.problem(
                          member, "This does not go with the action " + name + ". Leave it out."));
        });
    return action;
  }
}
