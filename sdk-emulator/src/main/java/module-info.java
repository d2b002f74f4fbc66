// SPDX-License-Identifier: Apache-2.0
/** An embedded emulator of Samsung Cloud Platform, for trying and testing without an account. */
module io.github.scpsdk.emulator {
    requires com.fasterxml.jackson.databind;
    requires org.apache.httpcomponents.core5.httpcore5;
    // for ScpEmulatorExtension alone: who tests with JUnit has it; transitive, all others would need it too
    requires static org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.github.scpsdk.emulator;
}
