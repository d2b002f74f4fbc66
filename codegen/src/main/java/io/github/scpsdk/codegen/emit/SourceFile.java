// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import io.github.scpsdk.codegen.model.ServiceModel;

/**
 * A generated file.
 *
 * @param path from the root of the repository, with slashes
 */
public record SourceFile(String path, String text) {

    /** The path of a type. */
    static String path(ServiceModel service, String packageName, String type) {
        return service.folder() + "/src/generated/java/" + packageName.replace('.', '/') + "/" + type + ".java";
    }
}
