// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.scpsdk.core.ScpConfigurationException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okio.Buffer;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the libraries of the application have what this SDK calls. Dependency management decides their versions,
 * and one that is too old fails with a {@code NoSuchMethodError} in the middle of a call. This check names it when a
 * client is built.
 *
 * <p>It asks for methods, not for versions: a shaded or shrunken library has no version that can be read, or that of
 * the application around it.
 */
public final class DependencyCheck {

    private static final Pattern JAR = Pattern.compile("([^/]+\\.jar)!/");

    /** The message about libraries that are too old; null if there are none. Made once in a process. */
    private static final @Nullable String COMPLAINT = allWork() ? null : complaint(libraries());

    private DependencyCheck() {}

    /**
     * A library.
     *
     * @param name name of its artifact
     * @param needed the oldest version that works
     * @param anchor a class that every version has
     * @param link calls a method that this version has; fails with a {@code LinkageError} if it is missing
     */
    record Library(String name, String needed, Class<?> anchor, Runnable link) {

        boolean works() {
            try {
                link.run();
                return true;
            } catch (LinkageError e) {
                return false;
            }
        }
    }

    /** Returns the libraries, each with a method that came with the oldest version that works. */
    static List<Library> libraries() {
        return List.of(
                new Library("okhttp", "5.4.0", OkHttpClient.class, DependencyCheck::okhttp),
                new Library("okio", "3.17.0", Buffer.class, DependencyCheck::okio),
                new Library("jackson-core", "2.18.0", JsonFactory.class, DependencyCheck::jacksonCore));
    }

    /** Whether nothing is to be said, without a look at each library, which would cost each start of a process some ms. */
    private static boolean allWork() {
        try {
            okhttp();
            okio();
            jacksonCore();
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    /** Throws if a library is too old. */
    public static void check() {
        if (COMPLAINT != null) {
            throw new ScpConfigurationException(COMPLAINT);
        }
    }

    // The virtual machine looks for a method before it looks at what the method is called with.

    @SuppressWarnings("NullAway")
    private static void okhttp() {
        Call none = null;
        try {
            none.addEventListener(null);
        } catch (NullPointerException e) {
            // it is there
        }
    }

    @SuppressWarnings("NullAway")
    private static void okio() {
        try {
            Okio.socket(null); // what OkHttp makes every connection of
        } catch (NullPointerException e) {
            // it is there
        }
    }

    private static void jacksonCore() {
        StreamReadConstraints.builder().maxTokenCount(1);
    }

    static @Nullable String complaint(List<Library> libraries) {
        List<String> old = new ArrayList<>();
        for (Library library : libraries) {
            if (!library.works()) {
                old.add(present(library) + ", which must be " + library.needed() + " or newer");
            }
        }
        return old.isEmpty()
                ? null
                : "Too old for this SDK: " + String.join("; ", old)
                        + ". Another library or another BOM chose that version. Import io.github.scpsdk:scp-sdk-bom:"
                        + SdkInfo.VERSION + " before other BOMs in dependencyManagement (in Gradle: as a platform), and"
                        + " remove versions of your own; mvn dependency:tree shows who asks for what.";
    }

    /** Returns the name of a library and, if it comes in a JAR, that of the file, which tells its version. */
    private static String present(Library library) {
        Class<?> anchor = library.anchor();
        URL at = anchor.getResource(anchor.getSimpleName() + ".class");
        Matcher jar = at == null ? null : JAR.matcher(at.toString());
        return jar != null && jar.find() ? library.name() + " (" + jar.group(1) + ")" : library.name();
    }
}
