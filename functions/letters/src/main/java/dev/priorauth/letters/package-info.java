/**
 * The letters of an authorization, as HTML and as PDF.
 *
 * <p>One template makes both: it yields small XHTML, which is sent as it is, or read again and laid
 * out on pages. A set of templates has a number, which each letter keeps; a set that letters were
 * made with never changes, and a test pins its bytes. The PDF is written without compression, since
 * the same text compresses to other bytes with another zlib.
 *
 * <p>Templates see maps, lists and texts only, so that a native image needs no reflection for them.
 * Templates, font and tables are registered as resources of the image. The letters were made on the
 * JVM; no native image of this module has been built and run yet. PDFBox uses classes of {@code
 * java.awt.geom}, but no images and no fonts of the machine.
 */
package dev.priorauth.letters;
