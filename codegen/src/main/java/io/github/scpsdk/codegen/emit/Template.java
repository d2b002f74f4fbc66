// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.ServiceModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A text that looks like what it prints. Its {@code $name:T}, {@code $name:S} and {@code $name:L} are types, quoted texts and code, as
 * JavaPoet understands them; JavaPoet also writes the imports. The types of {@link CoreTypes} are known by name.
 */
final class Template {

    private final String text;
    private final Map<String, Object> values = new HashMap<>(CoreTypes.byTemplateName());

    private Template(String text) {
        this.text = text;
    }

    static Template of(String text) {
        return new Template(text);
    }

    /** Sets a value by its name in the text. */
    Template with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** A part of a file. */
    CodeBlock code() {
        return CodeBlock.builder().addNamed(text, values).build();
    }

    /** The file that declares {@code self}, with its head; {@code $self:T} is that type. */
    SourceFile file(ServiceModel service, String source, ClassName self) {
        // JavaPoet has no type made of text: a block inside an empty class gets the same imports, and the class around
        // it is cut away
        TypeSpec around = TypeSpec.classBuilder(self.simpleName())
                .addStaticBlock(with("self", self).code())
                .build();
        String printed = JavaFile.builder(self.packageName(), around)
                .skipJavaLangImports(true)
                .indent("")
                .build()
                .toString();
        String begin = "class " + self.simpleName() + " {\nstatic {\n";
        int at = printed.indexOf(begin);
        int end = printed.lastIndexOf("}\n}");
        return new SourceFile(
                SourceFile.path(service, self.packageName(), self.simpleName()),
                FileHead.of(source) + printed.substring(0, at) + printed.substring(at + begin.length(), end));
    }

    /** One line of code for each element. */
    static <E> CodeBlock lines(Collection<E> elements, Function<E, CodeBlock> line) {
        return joined(elements, "\n", line);
    }

    /** The code of each element, with blank lines between. */
    static <E> CodeBlock spaced(Collection<E> elements, Function<E, CodeBlock> each) {
        return joined(elements, "\n\n", each);
    }

    static <E> CodeBlock joined(Collection<E> elements, String separator, Function<E, CodeBlock> each) {
        return elements.stream().map(each).collect(CodeBlock.joining(separator));
    }
}
