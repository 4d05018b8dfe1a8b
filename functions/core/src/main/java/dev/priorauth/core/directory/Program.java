package dev.priorauth.core.directory;

import dev.priorauth.core.sources.Citation;
import java.util.List;
import java.util.Optional;

/**
 * A programme, portal, tool, vendor, product or form that a document names.
 *
 * @param notTheSameAs names that are alike and mean something else
 * @param authorization whether the documents give it a part in authorization; if not, all it gets
 *     is its destination
 * @param product the product fact that a product's name stands for
 * @param destination where to go
 */
public record Program(
    String id,
    String name,
    List<String> aliases,
    List<String> notTheSameAs,
    String kind,
    boolean authorization,
    List<String> services,
    Optional<String> product,
    String text,
    String destination,
    List<String> contacts,
    List<String> inventory,
    Citation cite) {}
