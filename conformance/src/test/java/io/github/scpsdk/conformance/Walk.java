package io.github.scpsdk.conformance;

import java.util.List;

/** The conformance test without JUnit, for class paths that other people's dependency management made up. */
public final class Walk {

    private Walk() {}

    /** Walks all documented calls; the first that goes wrong ends it. The arguments are jars that must be on the class path. */
    public static void main(String[] jars) throws Exception {
        for (String jar : jars) {
            if (!System.getProperty("java.class.path").contains(jar)) {
                throw new AssertionError(jar + " is not on the class path, so this would prove nothing: "
                        + System.getProperty("java.class.path"));
            }
        }
        List<DocumentedCall> calls = DocumentedCall.all();
        try (Platform platform = new Platform()) {
            for (DocumentedCall call : calls) {
                try {
                    RoundTrip.of(platform, call, Platform.requiredQuery(call));
                } catch (Exception | LinkageError | AssertionError e) {
                    throw new AssertionError(call + " went wrong", e);
                }
            }
        }
        System.out.println("Walked " + calls.size() + " documented calls with " + String.join(", ", jars) + ".");
    }
}
