// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import java.util.List;

/**
 * The result of an operation that documents two or more success schemas.
 *
 * @param title   the operation's title
 * @param records the records it may be
 * @param shared  what all of them have
 */
public record ResultModel(String name, String title, List<String> records, List<Field> shared) {}
