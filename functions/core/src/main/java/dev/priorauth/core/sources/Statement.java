package dev.priorauth.core.sources;

import java.util.Optional;

/**
 * A sentence with its source.
 *
 * @param text our plain words
 * @param reading what was read into the source that it does not print; empty where nothing was
 * @param cite the source's own words
 */
public record Statement(String text, Optional<String> reading, Citation cite) {}
