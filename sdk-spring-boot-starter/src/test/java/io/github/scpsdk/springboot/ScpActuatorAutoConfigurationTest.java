// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What both lines of Spring Boot have in common; answers over HTTP are looked at in {@code coexistence}. */
class ScpActuatorAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ScpAutoConfiguration.class, ScpActuatorAutoConfiguration.class));

    @Test
    void healthIsThereUnlessSwitchedOff() {
        runner.run(context -> assertThat(context).hasNotFailed().hasBean("scpHealthIndicator"));
        runner.withPropertyValues("management.health.scp.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("scpHealthIndicator"));
        runner.withBean("scpHealthIndicator", String.class, () -> "the application's own")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void withoutActuatorThereIsNothing() {
        runner.withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("scpHealthIndicator")
                        .doesNotHaveBean("scpSanitizingFunction"));
    }

    @Test
    void secretsAreMaskedEvenWhereValuesAreShown() {
        runner.run(context -> {
            SanitizingFunction function = context.getBean(SanitizingFunction.class);
            for (String secret : new String[] {
                "scp.secret-key",
                "scp.secretKey",
                "SCP_SECRET_KEY",
                "SCP_TF_SECRET_KEY",
                "scp.auth-token",
                "scp.accounts.dr.secret-key",
                "scp.accounts[dr].authToken",
                "SCP_ACCOUNTS_DR_SECRETKEY"
            }) {
                assertThat(function.apply(new SanitizableData(null, secret, "value"))
                                .getValue())
                        .as(secret)
                        .isEqualTo(SanitizableData.SANITIZED_VALUE);
            }
            for (String open : new String[] {"scp.region", "scp.timeout", "my.secret-key"}) {
                assertThat(function.apply(new SanitizableData(null, open, "value"))
                                .getValue())
                        .as(open)
                        .isEqualTo("value");
            }
        });
    }
}
