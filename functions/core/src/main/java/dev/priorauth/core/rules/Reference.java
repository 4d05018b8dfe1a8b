package dev.priorauth.core.rules;

import dev.priorauth.core.sources.Citation;
import dev.priorauth.core.sources.Statement;
import java.util.List;

/** A cited fact that is not tied to one service, such as how a portal lets users in. */
public record Reference(
    String id,
    String kind,
    String about,
    Span known,
    Statement statement,
    List<Citation> also,
    List<String> inventory) {}
