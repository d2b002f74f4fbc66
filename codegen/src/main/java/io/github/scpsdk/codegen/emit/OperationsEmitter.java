// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.Names;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.OperationModel.SuccessResponse;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.read.ApiDocument.Security;
import io.github.scpsdk.codegen.read.ErrorForm;
import io.github.scpsdk.codegen.read.Login;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints the operations of a version as constants: what is sent where, and what comes back. Each is in a class of its
 * own, so that one call does not load the readers of all operations.
 */
final class OperationsEmitter {

    private static final String TEXT = """
            $javadoc:L
            @$generated:T("OperationsEmitter")
            final class $self:T {
                static final $serviceVersion:T VERSION = $version:L;

                $operations:L

                private $self:T() {}
            }
            """;

    private OperationsEmitter() {}

    static SourceFile emit(ServiceModel service, VersionModel version) {
        return Template.of(TEXT)
                .with(
                        "javadoc",
                        Javadoc.of("The operations of " + JavadocText.escape(service.title()) + " " + version.id()
                                        + ": what is sent where, and what comes back.")
                                .comment())
                .with("version", version(service, version))
                .with("operations", Template.spaced(version.operations(), each -> operation(service, version, each)))
                .file(service, version.source(), ClassName.get(version.packageName(), version.constants()));
    }

    private static CodeBlock version(ServiceModel service, VersionModel version) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("$T.builder($S, $S)", CoreTypes.of("ServiceVersion"), service.wireName(), version.id())
                .add(".hostTemplate($S)", version.hostTemplate());
        for (Map.Entry<String, List<String>> location : version.locations().entrySet()) {
            code.add(".location($S", location.getKey());
            location.getValue().forEach(region -> code.add(", $S", region));
            code.add(")");
        }
        if (version.header() != null) {
            code.add(
                    ".versionHeader($S, $S)",
                    version.header().name(),
                    version.header().value());
        }
        if (version.deprecation() != null) {
            code.add(
                    ".deprecated($S, $S)",
                    version.deprecation().notBefore(),
                    version.deprecation().useInstead());
        }
        if (version.uncertain() != null) {
            code.add(".uncertain($S, $S)", version.uncertain(), newest(service, version));
        }
        if (version.errors() != null) {
            code.add(".errors($L)", errors(version.errors()));
        }
        return code.add(".authentication($L)", authentication(version))
                .add(".build()")
                .build();
    }

    /** The newest version, for the warning; a deprecated version says already what to use instead. */
    private static @Nullable String newest(ServiceModel service, VersionModel version) {
        if (version.deprecation() != null || version.newer() == null) {
            return null;
        }
        boolean preview = service.versions().stream()
                .anyMatch(other -> other.id().equals(version.newer()) && other.preview() != null);
        return version.newer() + (preview ? ", a preview" : "");
    }

    private static CodeBlock authentication(VersionModel version) {
        ClassName scheme = CoreTypes.of("AuthScheme");
        return switch (version.security().kind()) {
            case NONE -> CodeBlock.of("$T.none()", scheme);
            case HEADER ->
                CodeBlock.of("$T.header($S)", scheme, version.security().header());
            case LOGIN -> login(scheme, version.security());
            case SCP_HMAC -> CodeBlock.of("$T.scpHmac()", scheme);
        };
    }

    private static CodeBlock login(ClassName scheme, Security security) {
        Login login = Objects.requireNonNull(security.login());
        CodeBlock.Builder spec = CodeBlock.builder()
                .add("$T.builder($S, $S, $S)", CoreTypes.of("LoginSpec"), login.title(), login.method(), login.path());
        option(spec, "hostTemplate", login.server());
        option(spec, "body", login.body());
        option(spec, "tokenHeader", login.tokenHeader());
        option(spec, "tokenField", login.tokenField());
        option(spec, "endField", login.endField());
        option(spec, "secondsField", login.secondsField());
        spec.add(".lifetime($L)", WaitsEmitter.duration(login.lifetime()));
        if (!login.ended().isEmpty()) {
            spec.add(
                    ".endedCodes($L)",
                    login.ended().stream().map(code -> CodeBlock.of("$S", code)).collect(CodeBlock.joining(", ")));
        }
        return CodeBlock.of(
                "$T.login($S, $S, $L)",
                scheme,
                security.header(),
                security.prefix(),
                spec.add(".build()").build());
    }

    private static void option(CodeBlock.Builder code, String name, @Nullable String value) {
        if (value != null) {
            code.add(".$L($S)", name, value);
        }
    }

    private static CodeBlock errors(ErrorForm form) {
        return CodeBlock.of(
                "new $T($S, $S, $S, $S, $S, $L, $T.of($L))",
                CoreTypes.of("ErrorFormat"),
                form.at(),
                form.code(),
                form.message(),
                form.otherwise(),
                form.cause(),
                form.inSuccess(),
                Set.class,
                form.refusals().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private static CodeBlock operation(ServiceModel service, VersionModel version, OperationModel operation) {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("static final class $L {\n", holder(operation))
                .add(
                        "static final $1T<$2T> OPERATION = $1T.<$2T>builder(VERSION, $3S, $4S, $5S, $6S)",
                        CoreTypes.of("Operation"),
                        JavaTypes.orVoid(new Method(service, version, operation).result()),
                        operation.name(),
                        operation.title(),
                        operation.method(),
                        operation.pathTemplate());
        for (SuccessResponse response : operation.responses()) {
            if (response.record() == null) {
                code.add(".emptyResponse($L)", response.status());
            } else {
                code.add(".response($L, $T.INSTANCE)", response.status(), JavaTypes.reader(service, response.record()));
            }
        }
        if (operation.idempotent()) {
            code.add(".idempotent()");
        }
        if (operation.anonymous()) {
            code.add(".anonymous()");
        }
        if (operation.job() != null) {
            code.add(
                    ".job($S, $L, $L)",
                    operation.job().location(),
                    WaitsEmitter.duration(operation.job().interval()),
                    WaitsEmitter.duration(operation.job().limit()));
        }
        if (operation.verifyWith() != null) {
            CodeBlock method = version.creation(operation.name())
                    .map(creation -> CodeBlock.of(", $S", creation.verify()))
                    .orElse(CodeBlock.of(""));
            code.add(".verifyWith($S$L)", operation.verifyWith(), method);
        }
        return code.add(".build();\n}").build();
    }

    /** The class in that of the operations that holds this one. */
    static String holder(OperationModel operation) {
        return Names.capitalized(operation.name());
    }
}
