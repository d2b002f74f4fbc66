// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.EnumerationModel.Value;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.WordsModel;

/** Prints a class of constants for the words that string fields hold. */
final class WordsEmitter {

    private static final String TEXT = """
            $javadoc:L
            @$generated:T("WordsEmitter")
            public final class $self:T {
                $constants:L

                private $self:T() {}
            }
            """;

    private WordsEmitter() {}

    static SourceFile emit(ServiceModel service, WordsModel words) {
        ClassName self = JavaTypes.model(service, words.name());
        return Template.of(TEXT)
                .with(
                        "javadoc",
                        Javadoc.of(JavadocText.sentence(words.description()))
                                .paragraph(
                                        "The fields that hold these words are strings, because the platform may send others.")
                                .comment())
                .with("constants", Template.spaced(words.values(), WordsEmitter::constant))
                .file(service, service.source(), self);
    }

    private static CodeBlock constant(Value word) {
        return CodeBlock.of(
                "$L\npublic static final String $L = $S;",
                Javadoc.of(JavadocText.code(word.text())).comment(),
                word.constant(),
                word.text());
    }
}
