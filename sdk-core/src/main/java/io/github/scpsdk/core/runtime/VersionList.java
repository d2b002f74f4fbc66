package io.github.scpsdk.core.runtime;

import io.github.scpsdk.core.ServiceVersionInfo;
import io.github.scpsdk.core.ServiceVersionStatus;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every endpoint answers to {@code GET /}: the versions it has. In no service's description, so written by hand. */
final class VersionList {

    private VersionList() {}

    static Operation<List<ServiceVersionInfo>> operation(ServiceVersion service) {
        return Operation.<List<ServiceVersionInfo>>builder(service, "versions", "List Versions", "GET", "/")
                .response(200, new Codec())
                .idempotent()
                .build();
    }

    private record Link(@Nullable String href, @Nullable String rel) {}

    private static final class Codec extends ReadingCodec<List<ServiceVersionInfo>> {

        Codec() {
            super("VersionList");
        }

        @Override
        public List<ServiceVersionInfo> read(JsonInput in) throws IOException {
            List<ServiceVersionInfo> versions = null;
            for (String field; (field = in.nextField()) != null; ) {
                if (field.equals("versions")) {
                    versions = in.once(versions).objects(new InfoCodec());
                } else {
                    in.skip();
                }
            }
            return Lists.copy("VersionList.versions", versions);
        }
    }

    private static final class InfoCodec extends ReadingCodec<ServiceVersionInfo> {

        InfoCodec() {
            super("Version");
        }

        @Override
        public ServiceVersionInfo read(JsonInput in) throws IOException {
            String id = null;
            ServiceVersionStatus status = null;
            LocalDate notBefore = null;
            List<Link> links = null;
            for (String field; (field = in.nextField()) != null; ) {
                switch (field) {
                    case "id" -> id = in.once(id).string();
                    case "status" -> status = in.once(status).value(ServiceVersionStatus::of);
                    case "not_before" -> notBefore = in.once(notBefore).date();
                    case "links" -> links = in.once(links).objects(new LinkCodec());
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

    private static final class LinkCodec extends ReadingCodec<Link> {

        LinkCodec() {
            super("Link");
        }

        @Override
        public Link read(JsonInput in) throws IOException {
            String href = null;
            String rel = null;
            for (String field; (field = in.nextField()) != null; ) {
                switch (field) {
                    case "href" -> href = in.once(href).string();
                    case "rel" -> rel = in.once(rel).string();
                    default -> in.skip();
                }
            }
            return new Link(href, rel);
        }
    }

    private abstract static class ReadingCodec<T> extends JsonCodec<T> {

        ReadingCodec(String typeName) {
            super(typeName);
        }

        @Override
        public final void write(JsonOutput out, T value) {
            throw new UnsupportedOperationException(typeName() + " is never sent");
        }
    }
}
