// SPDX-License-Identifier: Apache-2.0
/** What takes several operations of File Storage in an order of their own. */
@NullMarked
package io.github.scpsdk.filestorage;

import org.jspecify.annotations.NullMarked;
