// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One version of a service's API: where it is, how it is asked for, how requests prove who sends them.
 * Immutable.
 */
public final class ServiceVersion {

    private final String service;
    private final String version;
    private final String hostTemplate;
    private final Map<String, List<String>> locations;
    private final @Nullable String versionHeaderName;
    private final @Nullable String versionHeaderValue;
    private final @Nullable Deprecation deprecation;
    private final @Nullable String uncertainty;
    private final AtomicBoolean uncertaintyLogged = new AtomicBoolean();
    private final AuthScheme authentication;
    private final @Nullable ErrorFormat errors;

    private ServiceVersion(Builder builder) {
        this.service = builder.service;
        this.version = builder.version;
        this.hostTemplate = builder.hostTemplate;
        this.locations = Collections.unmodifiableMap(new LinkedHashMap<>(builder.locations));
        this.versionHeaderName = builder.versionHeaderName;
        this.versionHeaderValue = builder.versionHeaderValue;
        this.deprecation = builder.deprecation;
        this.uncertainty = builder.uncertainty;
        this.authentication = builder.authentication;
        this.errors = builder.errors;
    }

    /**
     * Creates a builder.
     *
     * @param service name of the service, as in its host
     * @param version version of its API, for example {@code 1.1}
     * @return the builder
     */
    public static Builder builder(String service, String version) {
        return new Builder(service, version);
    }

    public String service() {
        return service;
    }

    public String version() {
        return version;
    }

    /** Returns the address, with placeholders for region and environment. */
    public String hostTemplate() {
        return hostTemplate;
    }

    /** Returns the regions of each environment, in the order of the description. */
    public Map<String, List<String>> locations() {
        return locations;
    }

    @Nullable
    public String versionHeaderName() {
        return versionHeaderName;
    }

    @Nullable
    public String versionHeaderValue() {
        return versionHeaderValue;
    }

    public AuthScheme authentication() {
        return authentication;
    }

    /** Returns where failures have their words; null for the platform's own envelopes. */
    @Nullable
    public ErrorFormat errors() {
        return errors;
    }

    /** Returns the warning to log when the first client is built; null afterwards, and when there is none. */
    @Nullable
    public String warningForNewClient(Clock clock) {
        String deprecated = deprecation == null ? null : deprecation.warning(clock, true);
        if (uncertainty == null || !uncertaintyLogged.compareAndSet(false, true)) {
            return deprecated;
        }
        return deprecated == null ? this + ": " + uncertainty : deprecated + " " + uncertainty;
    }

    /** Returns the warning to log when a call is made after the version's last day; null afterwards. */
    @Nullable
    public String warningForCall(Clock clock) {
        return deprecation == null ? null : deprecation.warning(clock, false);
    }

    /**
     * Returns service and version.
     *
     * @return for example {@code filestorage 1.1}
     */
    @Override
    public String toString() {
        return service + " " + version;
    }

    /**
     * The deprecation of a version. It is logged at most twice: before the last day of support and after it.
     */
    private static final class Deprecation {

        private final String version;
        private final @Nullable LocalDate notBefore;
        private final String useInstead;
        private final AtomicBoolean logged = new AtomicBoolean();
        private final AtomicBoolean endLogged = new AtomicBoolean();

        Deprecation(String version, @Nullable LocalDate notBefore, String useInstead) {
            this.version = version;
            this.notBefore = notBefore;
            this.useInstead = useInstead;
        }

        @Nullable
        String warning(Clock clock, boolean beforeTheEnd) {
            if (endLogged.get() || (notBefore == null && !beforeTheEnd)) {
                return null;
            }
            if (notBefore != null
                    && !LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).isBefore(notBefore)) {
                return endLogged.compareAndSet(false, true)
                        ? version + " is deprecated and no longer supported by the platform since " + notBefore + "."
                                + useInstead
                        : null;
            }
            if (!beforeTheEnd || !logged.compareAndSet(false, true)) {
                return null;
            }
            return version + " is deprecated"
                    + (notBefore == null ? "." : " and no longer supported by the platform from " + notBefore + " on.")
                    + useInstead;
        }
    }

    /** Collects a {@link ServiceVersion}. */
    public static final class Builder {

        private final String service;
        private final String version;
        private final Map<String, List<String>> locations = new LinkedHashMap<>();
        private String hostTemplate = "";
        private @Nullable String versionHeaderName;
        private @Nullable String versionHeaderValue;
        private @Nullable Deprecation deprecation;
        private @Nullable String uncertainty;
        private AuthScheme authentication = AuthScheme.none();
        private @Nullable ErrorFormat errors;

        private Builder(String service, String version) {
            this.service = service;
            this.version = version;
        }

        /**
         * Sets the address, which may contain {@code {region}} and {@code {environment}}.
         *
         * @param urlTemplate for example <code>https://filestorage.{region}.{environment}.example.com</code>
         * @return this
         */
        public Builder hostTemplate(String urlTemplate) {
            this.hostTemplate = urlTemplate;
            return this;
        }

        /**
         * Adds an environment in which the service exists.
         *
         * @param environment label of the environment
         * @param regions its regions with this service
         * @return this
         */
        public Builder location(String environment, String... regions) {
            locations.put(environment, List.of(regions));
            return this;
        }

        /**
         * Sets the header that requests this version. Without it none is sent.
         *
         * @param name name of the header
         * @param value its value
         * @return this
         */
        public Builder versionHeader(String name, String value) {
            this.versionHeaderName = name;
            this.versionHeaderValue = value;
            return this;
        }

        /**
         * Marks the version as deprecated.
         *
         * @param notBefore day from which the platform may stop supporting it, or null when it names none
         * @param useInstead version to use instead
         * @return this
         */
        public Builder deprecated(@Nullable String notBefore, String useInstead) {
            this.deprecation = new Deprecation(
                    service + " " + version,
                    notBefore == null ? null : LocalDate.parse(notBefore),
                    " Use " + service + " " + useInstead + " instead.");
            return this;
        }

        /**
         * Adds a warning about the version, for example that the platform may not serve it any more.
         *
         * @param sentence the warning and its reason
         * @param newest the newest version, or null when this is it
         * @return this
         */
        public Builder uncertain(String sentence, @Nullable String newest) {
            this.uncertainty = newest == null ? sentence : sentence + " The newest is " + service + " " + newest + ".";
            return this;
        }

        /**
         * Sets the scheme by which requests prove their sender; none unless set.
         *
         * @param scheme the scheme
         * @return this
         */
        public Builder authentication(AuthScheme scheme) {
            this.authentication = scheme;
            return this;
        }

        /**
         * Sets where failures have their words.
         *
         * @param format the places
         * @return this
         */
        public Builder errors(ErrorFormat format) {
            this.errors = format;
            return this;
        }

        /**
         * Builds the version.
         *
         * @return a new object
         */
        public ServiceVersion build() {
            return new ServiceVersion(this);
        }
    }
}
