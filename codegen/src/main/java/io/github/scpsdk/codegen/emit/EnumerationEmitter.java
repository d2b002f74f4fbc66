package io.github.scpsdk.codegen.emit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.EnumerationModel;
import io.github.scpsdk.codegen.model.EnumerationModel.Value;
import io.github.scpsdk.codegen.model.ServiceModel;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Prints an open enumeration. */
final class EnumerationEmitter {

    private static final String NAME = EnumerationEmitter.class.getSimpleName();

    private EnumerationEmitter() {}

    static SourceFile emit(ServiceModel service, EnumerationModel enumeration) {
        ClassName self = Java.record(service, enumeration.name());
        ClassName known = self.nestedClass("Known");
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addAnnotation(Java.generated(NAME))
                .addSuperinterface(ParameterizedTypeName.get(Java.OPEN_ENUM, known))
                .addJavadoc(
                        Java.javadoc(
                                JavadocText.paragraph(JavadocText.sentence(enumeration.description()))
                                        + "\n\n<p>Open: a value that this SDK does not know keeps its text, and is {@link Known#UNRECOGNIZED}.\n"));
        for (Value value : enumeration.values()) {
            type.addField(FieldSpec.builder(self, value.constant(), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc(Java.javadoc(said(value) + "\n"))
                    .initializer("new $T($S, $T.$L)", self, value.text(), known, value.constant())
                    .build());
        }
        return Java.file(
                service,
                service.source(),
                service.modelPackage(),
                type.addField(String.class, "text", Modifier.PRIVATE, Modifier.FINAL)
                        .addField(known, "known", Modifier.PRIVATE, Modifier.FINAL)
                        .addMethod(MethodSpec.constructorBuilder()
                                .addModifiers(Modifier.PRIVATE)
                                .addParameter(String.class, "text")
                                .addParameter(known, "known")
                                .addStatement("this.text = text")
                                .addStatement("this.known = known")
                                .build())
                        .addMethod(of(self, known, enumeration))
                        .addMethod(text())
                        .addMethod(known(known))
                        .addMethods(identity(self))
                        .addType(knownType(known, enumeration))
                        .build());
    }

    private static String said(Value value) {
        return JavadocText.code(value.text()) + (value.since() == null ? "" : "; since API version " + value.since());
    }

    private static MethodSpec of(ClassName self, ClassName known, EnumerationModel enumeration) {
        CodeBlock cases = enumeration.values().stream()
                .map(value -> CodeBlock.of("case $S -> $L;", value.text(), value.constant()))
                .collect(CodeBlock.joining("\n"));
        return MethodSpec.methodBuilder("of")
                .addJavadoc("""
                        {@return the value with this text on the wire}

                        @param text may be unknown to this SDK
                        """)
                .addAnnotation(AnnotationSpec.builder(JsonCreator.class)
                        .addMember("mode", "$T.DELEGATING", JsonCreator.Mode.class)
                        .build())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(String.class, "text")
                .returns(self)
                .addCode("""
                        return switch ($T.requireNonNull(text, $S)) {
                            $L
                            default -> new $T(text, $T.UNRECOGNIZED);
                        };
                        """, Objects.class, self.simpleName() + ": the text is null", cases, self, known)
                .build();
    }

    private static MethodSpec text() {
        return MethodSpec.methodBuilder("text")
                .addAnnotation(Override.class)
                .addAnnotation(JsonValue.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return text")
                .build();
    }

    private static MethodSpec known(ClassName known) {
        return MethodSpec.methodBuilder("known")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(known)
                .addStatement("return known")
                .build();
    }

    private static List<MethodSpec> identity(ClassName self) {
        return List.of(
                MethodSpec.methodBuilder("equals")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(Java.nullable(ClassName.OBJECT), "other")
                        .returns(boolean.class)
                        .addStatement("return other instanceof $T that && text.equals(that.text)", self)
                        .build(),
                MethodSpec.methodBuilder("hashCode")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(int.class)
                        .addStatement("return text.hashCode()")
                        .build(),
                MethodSpec.methodBuilder("toString")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(String.class)
                        .addStatement("return text")
                        .build());
    }

    private static TypeSpec knownType(ClassName known, EnumerationModel enumeration) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(known)
                .addJavadoc("The values that this SDK knows, to switch on.\n")
                .addModifiers(Modifier.PUBLIC);
        for (Value value : enumeration.values()) {
            type.addEnumConstant(
                    value.constant(),
                    TypeSpec.anonymousClassBuilder("")
                            .addJavadoc(Java.javadoc(said(value) + "\n"))
                            .build());
        }
        type.addEnumConstant(
                "UNRECOGNIZED",
                TypeSpec.anonymousClassBuilder("")
                        .addJavadoc("A value that this SDK does not know.\n")
                        .build());
        return type.build();
    }
}
