// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot.test;

import org.springframework.stereotype.Component;

/** What tests of clients can do without. */
@Component
class NeedsADatabase {}
