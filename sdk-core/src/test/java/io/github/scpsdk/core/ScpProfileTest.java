// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program finds the files where the clients find them. */
class ScpProfileTest {

    @TempDir
    Path directory;

    @AfterEach
    void clear() {
        System.clearProperty("scp.profile");
        System.clearProperty("scp.configDir");
    }

    @Test
    void isThatOfTheProcess() {
        System.setProperty("scp.configDir", directory.toString());
        assertThat(ScpProfile.current().directory()).isEqualTo(directory);
        assertThat(ScpProfile.current().name()).isNull();
        System.setProperty("scp.profile", "night");
        assertThat(ScpProfile.current()).hasToString(directory.resolve("night").toString());
        assertThat(ScpProfile.named("day").credentialsFile()).isEqualTo(directory.resolve("day/credentials.json"));
        System.setProperty("scp.profile", "../night");
        assertThatThrownBy(ScpProfile::current).isInstanceOf(ScpConfigurationException.class);
        assertThatThrownBy(() -> ScpProfile.named("")).isInstanceOf(ScpConfigurationException.class);
    }

    @Test
    void readsSettingsAndKeys() throws IOException {
        ScpProfile profile = ScpProfile.in(directory, "night");
        assertThatThrownBy(profile::settings).hasMessageStartingWith("There is no profile night: ");
        Files.createDirectory(profile.directory());
        assertThat(profile.settings()).isEmpty();
        assertThatThrownBy(profile::credentials)
                .isInstanceOfSatisfying(
                        ScpNoCredentialsException.class,
                        e -> assertThat(e.searched())
                                .containsExactly("file " + profile.credentialsFile() + " (no such file)"));
        Files.writeString(profile.settingsFile(), "{\"default-region\":\"kr-west1\",\"list\":[1]}");
        assertThat(profile.settings()).containsOnly(java.util.Map.entry("default-region", "kr-west1"));
        Files.writeString(
                profile.credentialsFile(),
                "{\"access-key\":\"ak\",\"secret-key\":\"canary-sk\",\"auth-token\":\"t\",\"expires-at\":\"2026-01-31T21:00:00+09:00\"}");
        ScpCredentials keys = profile.credentials();
        assertThat(keys.secretKey()).isEqualTo("canary-sk");
        assertThat(keys.authToken()).isEqualTo("t");
        assertThat(keys.expiresAt()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(keys)
                .hasToString(
                        "ScpCredentials[accessKey=***, secretKey=***, authToken=***, expiresAt=2026-01-31T12:00:00Z]");
        Files.writeString(
                profile.credentialsFile(),
                "{\"access-key\":\"ak\",\"secret-key\":\"canary-sk\",\"expires-at\":\"canary\"}");
        assertThatThrownBy(profile::credentials)
                .hasMessage("The keys in the file " + profile.credentialsFile()
                        + ": access-key and secret-key cannot be used. expires-at is no time with an offset, such as"
                        + " 2026-01-31T12:00:00Z.")
                .hasNoCause();
    }
}
