package io.github.scpsdk.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: runtime, internal, API. */
@AnalyzeClasses(packages = "io.github.scpsdk.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule API_LEANS_ON_NOTHING_WITHIN = noClasses()
            .that()
            .resideInAPackage("io.github.scpsdk.core")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.scpsdk.core.runtime..", "io.github.scpsdk.core.internal..");

    @ArchTest
    static final ArchRule INTERNAL_KNOWS_NO_RUNTIME = noClasses()
            .that()
            .resideInAPackage("io.github.scpsdk.core.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.scpsdk.core.runtime..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.github.scpsdk.(**)").should().beFreeOfCycles();

    /** Otherwise the day comes when an internal class cannot be changed any more. */
    @ArchTest
    static final ArchRule RUNTIME_SHOWS_NOTHING_INTERNAL =
            com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage("io.github.scpsdk.core.runtime")
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
