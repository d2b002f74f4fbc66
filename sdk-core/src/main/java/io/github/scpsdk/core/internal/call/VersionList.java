// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.ServiceVersionInfo;
import io.github.scpsdk.core.ServiceVersionStatus;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.serde.JsonInput;
import io.github.scpsdk.core.serde.JsonReader;
import io.github.scpsdk.core.serde.Lists;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operation {@code GET /} of every endpoint: the versions it has. No description has it, so it is written by hand.
 */
public final class VersionList {

    private VersionList() {}

    public static Operation<List<ServiceVersionInfo>> operation(ServiceVersion service) {
        return Operation.<List<ServiceVersionInfo>>builder(service, "versions", "List Versions", "GET", "/")
                .response(200, new Reader())
                .idempotent()
                .build();
    }

    private record Link(@Nullable String href, @Nullable String rel) {}

    private static final class Reader extends JsonReader<List<ServiceVersionInfo>> {

        Reader() {
            super("VersionList", "versions");
        }

        @Override
        public List<ServiceVersionInfo> read(JsonInput in) throws IOException {
            List<ServiceVersionInfo> versions = null;
            for (String field; (field = in.nextField()) != null; ) {
                if (field.equals("versions")) {
                    versions = in.objects(versions, new InfoReader());
                } else {
                    in.skip();
                }
            }
            return Lists.copy("VersionList.versions", versions);
        }
    }

    private static final class InfoReader extends JsonReader<ServiceVersionInfo> {

        InfoReader() {
            super("Version", "id", "status", "not_before", "links");
        }

        @Override
        public ServiceVersionInfo read(JsonInput in) throws IOException {
            String id = null;
            ServiceVersionStatus status = null;
            LocalDate notBefore = null;
            List<Link> links = null;
            for (String field; (field = in.nextField()) != null; ) {
                switch (field) {
                    case "id" -> id = in.string(id);
                    case "status" -> status = in.value(status, ServiceVersionStatus::of);
                    case "not_before" -> notBefore = in.date(notBefore);
                    case "links" -> links = in.objects(links, new LinkReader());
                    default -> in.skip();
                }
            }
            in.expect("id", id);
            String href = Lists.copy("Version.links", links).stream()
                    .filter(link -> link.href() != null
                            && (link.rel() == null || link.rel().equals("self")))
                    .findFirst()
                    .map(Link::href)
                    .orElse(null);
            return new ServiceVersionInfo(id == null ? "" : id, status, notBefore, href);
        }
    }

    private static final class LinkReader extends JsonReader<Link> {

        LinkReader() {
            super("Link", "href", "rel");
        }

        @Override
        public Link read(JsonInput in) throws IOException {
            String href = null;
            String rel = null;
            for (String field; (field = in.nextField()) != null; ) {
                switch (field) {
                    case "href" -> href = in.string(href);
                    case "rel" -> rel = in.string(rel);
                    default -> in.skip();
                }
            }
            return new Link(href, rel);
        }
    }
}
