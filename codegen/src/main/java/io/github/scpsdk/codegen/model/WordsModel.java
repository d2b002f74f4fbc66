// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.EnumerationModel.Value;
import java.util.List;

/** A class of constants for the words that string fields hold. */
public record WordsModel(String name, String description, List<Value> values) {}
