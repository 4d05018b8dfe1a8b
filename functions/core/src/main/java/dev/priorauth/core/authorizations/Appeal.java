package dev.priorauth.core.authorizations;

import java.time.LocalDate;

/**
 * An appeal that has not been decided.
 *
 * @param stage the stage, as the payer names it
 */
public record Appeal(String stage, LocalDate filedOn) {}
