package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.ParamsModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Prints the query parameters of an operation and what writes them. */
final class ParamsEmitter {

    private static final String NAME = ParamsEmitter.class.getSimpleName();

    private ParamsEmitter() {}

    static ClassName record(VersionModel version, ParamsModel params) {
        return ClassName.get(version.packageName(), params.name());
    }

    static ClassName codec(VersionModel version, ParamsModel params) {
        return ClassName.get(version.packageName(), params.name() + "Codec");
    }

    static List<SourceFile> emit(ServiceModel service, VersionModel version, ParamsModel params) {
        ClassName self = record(version, params);
        String summary = "Query parameters of " + JavadocText.code(params.title()) + ".";
        TypeSpec record = new RecordBody(service, self, params.fields(), false, true)
                .declare(NAME, summary)
                .build();
        return List.of(
                Java.file(service, version.source(), version.packageName(), record),
                Java.file(service, version.source(), version.packageName(), codec(service, version, params)));
    }

    private static TypeSpec codec(ServiceModel service, VersionModel version, ParamsModel params) {
        ClassName value = record(version, params);
        ClassName self = codec(version, params);
        MethodSpec.Builder write = MethodSpec.methodBuilder("write")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(Java.QUERY_OUTPUT, "out")
                .addParameter(value, "value");
        for (Field field : params.fields()) {
            write.addStatement("out.$L($S, value.$N())", Java.verb(field.type()), field.wireName(), field.name());
        }
        TypeSpec.Builder codec = TypeSpec.classBuilder(self)
                .addJavadoc("Writes {@link $T} into a query.\n", value)
                .addModifiers(Modifier.FINAL)
                .addAnnotation(Java.generated(NAME))
                .superclass(ParameterizedTypeName.get(Java.PARAMS_CODEC, value))
                .addField(FieldSpec.builder(self, "INSTANCE", Modifier.STATIC, Modifier.FINAL)
                        .initializer("new $T()", self)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addStatement("super($S)", params.name())
                        .build())
                .addMethod(write.build());
        Checks.add(codec, service, value, params.fields(), name -> false);
        return codec.build();
    }
}
