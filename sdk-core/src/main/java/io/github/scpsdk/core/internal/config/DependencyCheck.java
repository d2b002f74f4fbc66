// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the versions of the libraries that the application brings along. Dependency management decides their
 * versions, and one that is too old fails with a {@code NoSuchMethodError} in the middle of a call. This
 * check names it when a client is built.
 */
public final class DependencyCheck {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?.*");
    private static final Pattern JAR = Pattern.compile("([^/]+\\.jar)!/");

    /** The message about libraries that are too old; null if there are none. Made once in a process. */
    private static final @Nullable String COMPLAINT = complaint(present());

    private DependencyCheck() {}

    /**
     * A library and the version that was found.
     *
     * @param needed the oldest version that is known to work
     * @param found null if the version is unknown, which counts as new enough
     */
    record Library(String name, String needed, @Nullable Found found) {}

    /** A version, and its file if that is known. */
    record Found(String version, @Nullable String file) {}

    /** Finds the version of the library of a class, or null. */
    private interface VersionOf {
        @Nullable
        String apply(Class<?> anchor) throws ClassNotFoundException;
    }

    /** Throws if a library is too old. */
    public static void check() {
        if (COMPLAINT != null) {
            throw new ScpConfigurationException(COMPLAINT);
        }
    }

    static List<Library> present() {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
            // the versions were chosen when the image was built, and classes cannot be found by name any more
            return List.of();
        }
        return List.of(
                // the first with Call.addEventListener
                new Library("okhttp", "5.4.0", found("okhttp3.OkHttpClient", DependencyCheck::okhttp)),
                // the version that this OkHttp needs
                new Library("okio", "3.17.0", found("okio.Buffer", DependencyCheck::bundleVersion)),
                // the first that limits the number of tokens
                new Library(
                        "jackson-core",
                        "2.18.0",
                        found("com.fasterxml.jackson.core.JsonFactory", DependencyCheck::core)));
    }

    static @Nullable String complaint(List<Library> libraries) {
        List<String> old = new ArrayList<>();
        for (Library library : libraries) {
            Found found = library.found();
            if (found != null && isOlder(found.version(), library.needed())) {
                old.add(library.name() + " " + found.version() + (found.file() == null ? "" : " (" + found.file() + ")")
                        + ", which must be " + library.needed() + " or newer");
            }
        }
        return old.isEmpty()
                ? null
                : "Too old for this SDK: " + String.join("; ", old)
                        + ". Another library or another BOM chose that version. Import io.github.scpsdk:scp-sdk-bom:"
                        + SdkInfo.VERSION + " before other BOMs in dependencyManagement (in Gradle: as a platform), and"
                        + " remove versions of your own; mvn dependency:tree shows who asks for what.";
    }

    static boolean isOlder(String version, String needed) {
        Matcher have = NUMBERS.matcher(version);
        Matcher want = NUMBERS.matcher(needed);
        if (!have.matches() || !want.matches()) {
            return false;
        }
        for (int i = 1; i <= 3; i++) {
            int difference = Integer.compare(number(have.group(i)), number(want.group(i)));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static @Nullable Found found(String className, VersionOf version) {
        try {
            Class<?> anchor = Class.forName(className, false, DependencyCheck.class.getClassLoader());
            String found = version.apply(anchor);
            return found == null ? null : new Found(found, file(anchor));
        } catch (ClassNotFoundException | LinkageError e) {
            // the first use fails with a better message
            return null;
        }
    }

    private static @Nullable String okhttp(Class<?> anchor) {
        try {
            return constant(anchor, "okhttp3.OkHttp", "VERSION");
        } catch (ClassNotFoundException e) {
            return "3.x or older";
        }
    }

    private static @Nullable String core(Class<?> anchor) throws ClassNotFoundException {
        return constant(anchor, "com.fasterxml.jackson.core.json.PackageVersion", "VERSION");
    }

    /**
     * Reads a constant by name. A compiler copies constants, so that it would be that of the version at
     * compile time.
     */
    private static @Nullable String constant(Class<?> anchor, String className, String field)
            throws ClassNotFoundException {
        Class<?> holder = Class.forName(className, true, anchor.getClassLoader());
        try {
            return String.valueOf(holder.getField(field).get(null));
        } catch (NoSuchFieldException | IllegalAccessException e) {
            return null;
        }
    }

    /** Reads the version in the manifest beside the class. */
    private static @Nullable String bundleVersion(Class<?> anchor) {
        String name = anchor.getName().replace('.', '/') + ".class";
        URL at = anchor.getResource(anchor.getSimpleName() + ".class");
        if (at == null || !at.toString().endsWith("!/" + name)) {
            return null;
        }
        String url = at.toString();
        try (InputStream in = URI.create(url.substring(0, url.length() - name.length()) + "META-INF/MANIFEST.MF")
                .toURL()
                .openStream()) {
            return new Manifest(in).getMainAttributes().getValue("Bundle-Version");
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String file(Class<?> anchor) {
        URL at = anchor.getResource(anchor.getSimpleName() + ".class");
        Matcher jar = at == null ? null : JAR.matcher(at.toString());
        return jar != null && jar.find() ? jar.group(1) : null;
    }
}
