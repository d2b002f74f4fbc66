// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: from the façade down to the API. */
@AnalyzeClasses(packages = "io.github.scpsdk.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CORE = "io.github.scpsdk.core";

    /** The picture in docs/a-call-end-to-end.md: each room uses only what lies below it. */
    @ArchTest
    static final ArchRule EACH_ROOM_USES_ONLY_WHAT_LIES_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy(CORE)
            .layer("log")
            .definedBy(CORE + ".internal.log")
            .layer("serde")
            .definedBy(CORE + ".serde")
            .layer("schema")
            .definedBy(CORE + ".schema")
            .layer("config")
            .definedBy(CORE + ".internal.config")
            .layer("auth")
            .definedBy(CORE + ".internal.auth")
            .layer("redact")
            .definedBy(CORE + ".internal.redact")
            .layer("http")
            .definedBy(CORE + ".internal.http")
            .layer("error")
            .definedBy(CORE + ".internal.error")
            .layer("paging")
            .definedBy(CORE + ".internal.paging")
            .layer("waiting")
            .definedBy(CORE + ".internal.waiting")
            .layer("call")
            .definedBy(CORE + ".internal.call")
            .layer("runtime")
            .definedBy(CORE + ".runtime")
            .whereLayer("api")
            .mayOnlyAccessLayers("log")
            .whereLayer("log")
            .mayNotAccessAnyLayer()
            .whereLayer("serde")
            .mayOnlyAccessLayers("api", "log")
            .whereLayer("schema")
            .mayOnlyAccessLayers("api", "serde")
            .whereLayer("config")
            .mayOnlyAccessLayers("api", "serde")
            .whereLayer("auth")
            .mayOnlyAccessLayers("api", "schema")
            .whereLayer("redact")
            .mayOnlyAccessLayers("api")
            .whereLayer("http")
            .mayOnlyAccessLayers("api", "config", "redact", "log")
            .whereLayer("error")
            .mayOnlyAccessLayers("api", "serde", "schema", "http", "redact")
            .whereLayer("paging")
            .mayOnlyAccessLayers("api", "schema", "log")
            .whereLayer("waiting")
            .mayOnlyAccessLayers("api", "schema", "redact")
            .whereLayer("call")
            .mayOnlyAccessLayers(
                    "api", "serde", "schema", "config", "auth", "redact", "http", "waiting", "error", "log")
            .whereLayer("runtime")
            .mayOnlyAccessLayers(
                    "api", "schema", "config", "auth", "redact", "http", "paging", "waiting", "call", "log");

    /** So that a new package takes its place in the picture. */
    @ArchTest
    static final ArchRule EVERY_CLASS_IS_IN_A_ROOM = classes()
            .should()
            .resideInAnyPackage(
                    CORE,
                    CORE + ".serde",
                    CORE + ".schema",
                    CORE + ".internal.log",
                    CORE + ".internal.config",
                    CORE + ".internal.auth",
                    CORE + ".internal.redact",
                    CORE + ".internal.http",
                    CORE + ".internal.error",
                    CORE + ".internal.paging",
                    CORE + ".internal.waiting",
                    CORE + ".internal.call",
                    CORE + ".runtime");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.github.scpsdk.(**)").should().beFreeOfCycles();

    /** Otherwise the day comes when an internal class cannot be changed any more. */
    @ArchTest
    static final ArchRule DOORS_SHOW_NOTHING_INTERNAL = com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(CORE + ".runtime", CORE + ".schema", CORE + ".serde")
            .and()
            .areDeclaredInClassesThat()
            .haveModifier(JavaModifier.PUBLIC)
            .and()
            .arePublic()
            .should()
            .haveRawReturnType(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                    "io.github.scpsdk.core.internal.."));

    @ArchTest
    static final ArchRule EXCEPTIONS_HAVE_ONE_ROOT = classes()
            .that()
            .resideInAPackage("io.github.scpsdk.core")
            .and()
            .haveSimpleNameEndingWith("Exception")
            .should()
            .beAssignableTo(ScpException.class);

    @ArchTest
    static final ArchRule NO_OBJECT_MAPPER = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectMapper.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(JsonTypeInfo.class);

    /** A request goes where its endpoint and its operation say: nothing that a server sends can become an address. */
    @ArchTest
    static final ArchRule ADDRESSES_COME_FROM_SETTINGS = noClasses()
            .that()
            .doNotHaveSimpleName("EndpointOverride")
            .and()
            .doNotHaveSimpleName("EndpointTemplate")
            .should()
            .callMethodWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "a text becomes an HttpUrl",
                    call -> call.getTargetOwner().getName().startsWith("okhttp3.HttpUrl")
                            && java.util.Set.of("get", "parse", "resolve")
                                    .contains(call.getTarget().getName())));

    /** Neither XML nor YAML is read, and no object is read by Java serialization. */
    @ArchTest
    static final ArchRule READS_NOTHING_BUT_JSON = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.xml..", "org.w3c..", "org.xml..", "org.yaml..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.io.ObjectInputStream.class);
}
