// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.CreationModel;
import io.github.scpsdk.codegen.model.CreationModel.Match;
import io.github.scpsdk.codegen.model.CreationModel.Words;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type.Scalar;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.List;

/** Prints how what the operations of a version create is found in lists, as constants. */
final class CreatesEmitter {

    private static final String TEXT = """
            $javadoc:L
            @$generated:T("CreatesEmitter")
            $suppressed:L
            final class $self:T {
                $constants:L

                private $self:T() {}

                /** {@return what finds the things that a client creates} */
                static $creations:T<$client:T> of($client:T client) {
                    return $creations:T.of(
                            client, client instanceof $own:T own ? own.executor : null, options -> client.withOptions(options));
                }

                /** {@return the same without holding a thread} */
                static $asyncCreations:T<$asyncClient:T> of($asyncClient:T client) {
                    return $asyncCreations:T.of(
                            client,
                            client instanceof $ownAsync:T own ? own.executor : null,
                            options -> client.withOptions(options));
                }
            }
            """;

    private final ServiceModel service;
    private final VersionModel version;

    private CreatesEmitter(ServiceModel service, VersionModel version) {
        this.service = service;
        this.version = version;
    }

    /** {@code FileStorageClient} as {@code FileStorageCreates}. */
    static ClassName type(VersionModel version) {
        return ClassName.get(version.packageName(), version.client().replaceFirst("Client$", "") + "Creates");
    }

    /** Nothing where nothing that is created can be found. */
    static List<SourceFile> emit(ServiceModel service, VersionModel version) {
        return version.creations().isEmpty() ? List.of() : List.of(new CreatesEmitter(service, version).file());
    }

    private SourceFile file() {
        return Template.of(TEXT)
                .with(
                        "javadoc",
                        Javadoc.of("How what is created in " + JavadocText.escape(service.title()) + " " + version.id()
                                        + " is found in lists.")
                                .comment())
                .with("suppressed", Deprecations.suppressed(version))
                .with("constants", Template.spaced(version.creations(), this::constant))
                .with("client", ClientEmitter.name(version))
                .with("own", DefaultClientEmitter.implementation(ClientEmitter.name(version)))
                .with("asyncClient", AsyncClientEmitter.name(version))
                .with("ownAsync", DefaultClientEmitter.implementation(AsyncClientEmitter.name(version)))
                .file(service, version.source(), type(version));
    }

    private CodeBlock constant(CreationModel creation) {
        ClassName body = body(service, creation);
        ClassName item = JavaTypes.model(service, creation.item());
        CodeBlock.Builder code = CodeBlock.builder()
                .add(
                        "static final $1T<$2T, $3T> $4L = $1T.<$2T, $3T>builder($5L.VERSION, $6S, $7S)",
                        CoreTypes.of("CreationSpec"),
                        body,
                        item,
                        creation.constant(),
                        version.constants(),
                        creation.operation().name(),
                        creation.list().name())
                .add(".id($T::$N)", item, creation.id().name());
        Field at = creation.at();
        if (at != null) {
            code.add(".$L($T::$N)", at.type() == Scalar.STRING ? "createdAtText" : "createdAt", item, at.name());
        }
        if (creation.name() != null) {
            code.add(
                    ".name($T::$N, $T::$N, $S)",
                    body,
                    creation.name().sent().name(),
                    item,
                    creation.name().listed().name(),
                    creation.name().suffix());
        }
        for (Match match : creation.match()) {
            code.add(
                    ".same($S, request -> $L, item -> $L)",
                    match.field(),
                    JavaTypes.values(service, "request", match.sent()),
                    JavaTypes.values(service, "item", match.listed()));
        }
        creation.only().forEach(words -> add(code, "only", words));
        creation.except().forEach(words -> add(code, "except", words));
        if (creation.ifAbsent() != null) {
            creation.ifAbsent().broken().forEach(words -> add(code, "broken", words));
        }
        creation.secrets().forEach(secret -> code.add(".secret($T::$N)", body, secret.name()));
        return code.add(".build();").build();
    }

    private void add(CodeBlock.Builder code, String method, Words words) {
        code.add(
                ".$L($S, item -> $L, $L)",
                method,
                words.field(),
                JavaTypes.values(service, "item", words.listed()),
                Template.joined(words.words(), ", ", word -> CodeBlock.of("$S", word)));
    }

    /** The body of the operation; any object where it has none. */
    static ClassName body(ServiceModel service, CreationModel creation) {
        String body = creation.operation().body();
        return body == null ? ClassName.get(Object.class) : JavaTypes.model(service, body);
    }
}
