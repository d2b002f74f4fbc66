// SPDX-License-Identifier: Apache-2.0
package demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** An application of one write, one read without waiting, and one error. */
public class Demo {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = !exchange.getRequestURI().getPath().endsWith("/v-2");
            byte[] body = (known
                            ? "{\"volume_id\":\"v-1\",\"id\":\"v-1\",\"name\":\"my_volume_abc123\",\"state\":\"available\"}"
                            : "{\"errors\":[{\"code\":\"NotFound\",\"title\":\"Not found\",\"status\":404,\"detail\":\"no\"}]}")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (FileStorageClient files = FileStorageClient.builder()
                .endpointOverride(URI.create("http://localhost:" + server.getAddress().getPort()))
                .credentials(ScpCredentials.of("an-access-key", "a-secret-key"))
                .build()) {
            String id = files.createVolume(v -> v.name("my_volume").protocol("NFS").typeName("HDD")).volumeId();
            String name = files.async().showVolume(id).join().name();
            try {
                files.showVolume("v-2");
                throw new AssertionError("v-2 is not there");
            } catch (NotFoundException e) {
                System.out.println(name + " in one JAR; " + e.getMessage());
            }
        } finally {
            server.stop(0);
        }
    }
}
