/**
 * A small HTTP/1.1 server that keeps the request target as the bytes that arrived. The server of the JDK cannot stand
 * here: it parses the target as a {@code java.net.URI}, which refuses characters that clients do send ({@code [}), and
 * what is signed is the unparsed text.
 */
@NullMarked
package io.github.scpsdk.emulator.internal.http;

import org.jspecify.annotations.NullMarked;
