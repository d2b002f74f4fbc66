/**
 * What an application sees of the SDK besides the services: credentials, settings, retry policy, errors, insight into calls.
 *
 * @serial exclude
 */
@NullMarked
package io.github.scpsdk.core;

import org.jspecify.annotations.NullMarked;
