// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.EnumerationModel;
import io.github.scpsdk.codegen.model.EnumerationModel.Value;
import io.github.scpsdk.codegen.model.ServiceModel;

/** Prints an open enumeration. */
final class EnumerationEmitter {

    private static final String TEXT = """
            $javadoc:L
            @$generated:T("EnumerationEmitter")
            public final class $self:T implements $openEnum:T<$self:T.Known> {
                $constants:L

                private final String text;
                private final Known known;

                private $self:T(String text, Known known) {
                    this.text = text;
                    this.known = known;
                }

                /**
                 * {@return the value with this text on the wire}
                 *
                 * @param text may be unknown to this SDK
                 */
                @$jsonCreator:T(mode = $jsonCreator:T.Mode.DELEGATING)
                public static $self:T of(String text) {
                    return switch ($objects:T.requireNonNull(text, $nothing:S)) {
                        $cases:L
                        default -> new $self:T(text, Known.UNRECOGNIZED);
                    };
                }

                @Override
                @$jsonValue:T
                public String text() {
                    return text;
                }

                @Override
                public Known known() {
                    return known;
                }

                @Override
                public boolean equals(@$nullable:T Object other) {
                    return other instanceof $self:T that && text.equals(that.text);
                }

                @Override
                public int hashCode() {
                    return text.hashCode();
                }

                @Override
                public String toString() {
                    return text;
                }

                /** The values that this SDK knows, to switch on. */
                public enum Known {
                    $known:L

                    /** A value that this SDK does not know. */
                    UNRECOGNIZED
                }
            }
            """;

    private EnumerationEmitter() {}

    static SourceFile emit(ServiceModel service, EnumerationModel enumeration) {
        ClassName self = JavaTypes.model(service, enumeration.name());
        return Template.of(TEXT)
                .with(
                        "javadoc",
                        Javadoc.of(JavadocText.sentence(enumeration.description()))
                                .paragraph("Open: a value that this SDK does not know keeps its text, and is"
                                        + " {@link Known#UNRECOGNIZED}.")
                                .comment())
                .with("constants", Template.spaced(enumeration.values(), value -> constant(self, value)))
                .with("nothing", self.simpleName() + ": the text is null")
                .with("cases", Template.lines(enumeration.values(), EnumerationEmitter::of))
                .with("known", Template.spaced(enumeration.values(), EnumerationEmitter::known))
                .file(service, service.source(), self);
    }

    private static CodeBlock constant(ClassName self, Value value) {
        return CodeBlock.of(
                "$1L\npublic static final $2T $3L = new $2T($4S, Known.$3L);",
                javadoc(value),
                self,
                value.constant(),
                value.text());
    }

    private static CodeBlock of(Value value) {
        return CodeBlock.of("case $S -> $L;", value.text(), value.constant());
    }

    private static CodeBlock known(Value value) {
        return CodeBlock.of("$L\n$L,", javadoc(value), value.constant());
    }

    private static CodeBlock javadoc(Value value) {
        String since = value.since() == null ? "" : "; since API version " + value.since();
        return Javadoc.of(JavadocText.code(value.text()) + since).comment();
    }
}
