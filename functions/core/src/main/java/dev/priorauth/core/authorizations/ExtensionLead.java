package dev.priorauth.core.authorizations;

/**
 * How long before the last covered visit an extension has to be asked for.
 *
 * @param days calendar days; zero or more
 * @param text the rule in plain words
 * @param rule the rule version's name
 */
public record ExtensionLead(int days, String text, String rule) {}
