// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import java.util.List;

/**
 * The clients of a service, a bean per service.
 *
 * @param types one per version
 */
record ClientTypes(List<ClientType<?>> types) {}
