// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.TestRequest.RawResponse;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class StatusPageTest {
    private static final String PASSWORD = "s3cr3t!word";
    private static final String INJECTION = "<img src=x onerror=\"document.title='owned'\"><script>alert(1)</script>";

    private final ScpEmulator scp = ScpEmulator.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void seed() {
        TestClient files = TestClient.of(scp, "filestorage 1.1");
        scp.delay("filestorage", "createVolume", Duration.ofHours(1));
        String id = files.ok(
                        "POST /volumes",
                        "{'name':'shared','protocol':'CIFS','cifs_password':'" + PASSWORD + "','type_name':'HDD'}")
                .path("volume_id")
                .textValue();
        scp.clock().advance(Duration.ofHours(1));
        files.ok("GET /volumes/" + id);
        files.ok("POST /snapshots", "{'volume_id':'" + id + "'}");
        files.ok("POST /volumes", "{'name':'late','protocol':'NFS','type_name':'HDD'}");
        files.refused("GET /volumes/none?cifs_password=" + PASSWORD);
        files.request("GET /volumes", "").header("Scp-Signature", "bm9uZQ==").sendTo(scp);
        scp.seed("kr-west1").server("web-1", INJECTION);
        scp.inject(Fault.throttled(Duration.ofSeconds(1)).on("backup", "listBackups"));
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    @Test
    void showsServicesResourcesRelationsCallsAndFaultsInABrowser() throws Exception {
        String page = browse();

        assertThat(page)
                .contains(">live</span>")
                .contains(scp.endpoint("kr-west1", "filestorage").toString())
                .contains("<td>filestorage/volume</td><td class=\"words\">shared_", "<td class=\"good\">available</td>")
                .contains("<td class=\"words\">late_", "<td class=\"busy\">creating</td>")
                .containsPattern("(?s)<svg .*<title>belongs to</title>.*<title>shared_")
                .contains("<td>showVolume</td><td class=\"words\">volume-unknown: Volume none")
                .contains("<td>THROTTLED</td><td>backup</td><td>listBackups</td>")
                .contains("<option>ERROR_AFTER</option>");
    }

    @Test
    void movesTheClockByItsButtons() throws Exception {
        try (Browser browser = openBrowser()) {
            browser.await("document.querySelector('#resources .busy')?.textContent === 'creating'");
            Instant before = scp.clock().now();

            browser.evaluate("document.querySelector('#clock [value=PT1H]').click()");

            browser.await("document.querySelector('#resources .busy') === null");
            assertThat(scp.clock().now()).isAfterOrEqualTo(before.plus(Duration.ofHours(1)));
            browser.await("document.getElementById('now').textContent >= '" + before.plus(Duration.ofHours(1))
                    + "'.slice(0, 19)");
            browser.evaluate("document.querySelector('#clock [value=P1D]').click()");
            browser.await("document.getElementById('now').textContent >= '" + before.plus(Duration.ofDays(1))
                    + "'.slice(0, 19)");
        }
    }

    @Test
    void switchesFaultsOnAndOffByItsButtons() throws Exception {
        scp.clearFaults();
        try (Browser browser = openBrowser()) {
            browser.await("document.querySelector('#fault [name=service]')?.options.length === 6");
            fill(browser, "kind", "BUSY");
            fill(browser, "service", "filestorage");
            fill(browser, "operation", " listVolumes ");
            fill(browser, "times", "3");
            fill(browser, "seconds", "20");

            browser.evaluate("document.querySelector('#fault button').click()");

            browser.await("document.querySelector('#faults td:nth-child(3)')?.textContent === 'listVolumes'");
            assertThat(scp.faults())
                    .containsExactly(Fault.busy(Duration.ofSeconds(20), 500)
                            .on("filestorage", "listVolumes")
                            .times(3));
            fill(browser, "times", "-1");
            browser.evaluate("document.querySelector('#fault').noValidate = true");
            browser.evaluate("document.querySelector('#fault button').click()");
            browser.await("document.getElementById('error').textContent.includes('times from 0')");
            browser.evaluate("document.getElementById('clear').click()");
            browser.await("document.querySelector('#faults .none') !== null");
            assertThat(scp.faults()).isEmpty();
            browser.await("document.getElementById('error').textContent === ''");
        }
    }

    private Browser openBrowser() throws Exception {
        assumeTrue(Browser.program().isPresent(), "there is no Chromium");
        return Browser.open(folder.resolve("profile"), scp.statusPage());
    }

    private static void fill(Browser browser, String field, String value) throws Exception {
        browser.evaluate("document.querySelector('#fault').elements['" + field + "'].value = '" + value + "'");
    }

    @Test
    void showsNamesAsTextAndNeverAsMarkup() throws Exception {
        assertThat(browse())
                .contains("&lt;img src=x onerror=", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("<title>SCP emulator</title>")
                .doesNotContain("<img", "<script>alert");
    }

    @Test
    void showsNoSecrets() {
        assertThat(get("status").body())
                .contains("header.Scp-Signature: does not belong to this request")
                .doesNotContain(PASSWORD, ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY, "bm9uZQ==");
    }

    @Test
    void staysSmallHoweverMuchThereIs() {
        for (int i = 0; i < 2_000; i++) {
            scp.seed("kr-west1").server("server-" + i, "server");
        }
        String status = get("status").body();
        assertThat(status).contains("\"resourceCount\":200", "server-1999").doesNotContain("\"server-1000\"");
        assertThat(status.length()).isLessThan(100_000);
    }

    @Test
    void runsNothingButItsOwnScript() {
        RawResponse page = get("");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().toString())
                .contains("default-src 'none'; script-src 'sha256-", "style-src 'sha256-", "frame-ancestors 'none'")
                .doesNotContain("unsafe-");
        assertThat(page.body()).doesNotContain("innerHTML", "http://127", "https://", "src=");
    }

    private RawResponse get(String path) {
        String request = "GET /_emulator/" + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + scp.port()
                + "\r\nConnection: close\r\n\r\n";
        return RawResponse.to(request.getBytes(StandardCharsets.US_ASCII), scp.port());
    }

    /** What the page consists of after two seconds in a browser; skips the test where there is none. */
    private String browse() throws Exception {
        assumeTrue(Browser.program().isPresent(), "there is no Chromium");
        Path dom = folder.resolve("dom.html");
        Process browser = new ProcessBuilder(Browser.command(
                        folder.resolve("profile"),
                        "--virtual-time-budget=2000",
                        "--dump-dom",
                        scp.statusPage().toString()))
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(browser.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            Browser.end(browser, folder.resolve("profile"));
        }
        return Files.readString(dom);
    }
}
