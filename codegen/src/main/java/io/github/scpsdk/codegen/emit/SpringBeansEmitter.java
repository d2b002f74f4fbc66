// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.read.ApiDocument.Security;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Prints the beans of the Spring Boot starter: a configuration for each service whose calls are signed with keys of the platform, and in it
 * the clients of each version. The names of types stand in full, because the clients of all versions have the same simple names.
 */
public final class SpringBeansEmitter {

    /** The module the file goes to. */
    public static final String FOLDER = "sdk-spring-boot-starter";

    private static final String FILE = """
            package io.github.scpsdk.springboot;

            import java.util.List;
            import javax.annotation.processing.Generated;
            import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
            import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
            import org.springframework.context.annotation.Bean;
            import org.springframework.context.annotation.Configuration;
            import org.springframework.context.annotation.Lazy;

            /**
             * The clients as beans, for each service whose module is there. A bean is made when it is first asked for, and closed with
             * {@link ScpClients}.
             */
            @Configuration(proxyBeanMethods = false)
            @Generated("SpringBeansEmitter")
            @SuppressWarnings("deprecation") // deprecated versions are there too
            class ServiceBeans {
            %s
            }
            """;

    private static final String SERVICE = """

                /** {@code scp-%s}. */
                @Configuration(proxyBeanMethods = false)
                @ConditionalOnClass(%s.class)
                static class %s {

                    @Bean
                    static ClientTypes scp%sClientTypes() {
                        return new ClientTypes(List.of(%s));
                    }
            %s
                }
            """;

    private static final String TYPE = """
            new ClientType<>("%1$s", "%2$s", %3$s.class, %3$s::builder, %3$s::async)""";

    private static final String VERSION = """

            @Bean(destroyMethod = "")
            @Lazy
            @ConditionalOnMissingBean
            %1$s scp%2$sV%3$s(ScpClients clients) {
                return clients.get(%1$s.class);
            }

            @Bean(destroyMethod = "")
            @Lazy
            @ConditionalOnMissingBean
            %4$s scp%5$sV%3$s(%1$s client) {
                return client.async();
            }
            """;

    private SpringBeansEmitter() {}

    /** The file. */
    public static SourceFile emit(List<ServiceModel> services) {
        String beans = services.stream()
                .filter(service -> service.newest().security().kind() == Security.Kind.SCP_HMAC)
                .map(SpringBeansEmitter::service)
                .collect(Collectors.joining());
        return ServiceEmitter.format(new SourceFile(
                FOLDER + "/src/generated/java/io/github/scpsdk/springboot/ServiceBeans.java",
                FileHead.of("api/") + fill(FILE, beans)));
    }

    private static String service(ServiceModel service) {
        String name = service.newest().client().replaceFirst("Client$", "");
        String types = service.versions().stream()
                .map(version -> fill(TYPE, service.wireName(), version.id(), type(version)))
                .collect(Collectors.joining(", "));
        String beans =
                service.versions().stream().map(SpringBeansEmitter::version).collect(Collectors.joining());
        return fill(SERVICE, service.folder(), type(service.newest()), name, name, types, beans);
    }

    private static String version(VersionModel version) {
        ClassName async = AsyncClientEmitter.name(version);
        return fill(
                VERSION,
                type(version),
                version.client(),
                version.id().replace(".", "Dot"),
                async.canonicalName(),
                async.simpleName());
    }

    private static String fill(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    private static String type(VersionModel version) {
        return ClientEmitter.name(version).canonicalName();
    }
}
