// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.CheckReport;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.runtime.After;
import io.github.scpsdk.core.runtime.AsyncWaiters;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.runtime.TestBuilder;
import io.github.scpsdk.core.runtime.Waiters;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.AuthScheme;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.schema.WaiterSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client of an invented service, written as generated code is: notes that can be shown, set, deleted and created. */
public final class TestService implements AutoCloseable {

    public static final String ACCESS_KEY = "2sd2gg=2agbdSD26svcD";
    public static final String SECRET_KEY = "5n1Qp0kXr8Tz+Example/Secret==";
    public static final ScpCredentials KEYS = ScpCredentials.of(ACCESS_KEY, SECRET_KEY);

    public static final ServiceVersion SERVICE = ServiceVersion.builder("notes", "1.1")
            .hostTemplate("https://notes.{region}.{environment}.samsungsdscloud.com")
            .location("s", "kr-west1", "kr-east1")
            .location("g", "kr-south1")
            .location("e", "kr-west1")
            .versionHeader("Scp-Api-Version", "notes 1.1")
            .authentication(AuthScheme.scpHmac())
            .build();

    /** Read. */
    public static final Operation<Note> SHOW_NOTE = Operation.<Note>builder(
                    SERVICE, "showNote", "Show Note", "GET", "/v1/notes/{note_id}")
            .response(200, NoteReader.INSTANCE)
            .idempotent()
            .build();

    public static final Operation<Note> LIST_NOTES = Operation.<Note>builder(
                    SERVICE, "listNotes", "List Notes", "GET", "/v1/notes")
            .response(200, NoteReader.INSTANCE)
            .idempotent()
            .build();

    /** Idempotent write. */
    public static final Operation<Note> SET_NOTE = Operation.<Note>builder(
                    SERVICE, "setNote", "Set Note", "PUT", "/v1/notes/{note_id}")
            .response(200, NoteReader.INSTANCE)
            .idempotent()
            .build();

    /** Delete without a result. */
    public static final Operation<@Nullable Void> DELETE_NOTE = Operation.<@Nullable Void>builder(
                    SERVICE, "deleteNote", "Delete Note", "DELETE", "/v1/notes/{note_id}")
            .emptyResponse(204)
            .idempotent()
            .build();

    /** Delete with a result. */
    public static final Operation<Note> REMOVE_NOTE = Operation.<Note>builder(
                    SERVICE, "removeNote", "Remove Note", "DELETE", "/v1/notes/{note_id}/all")
            .response(202, NoteReader.INSTANCE)
            .idempotent()
            .build();

    /** Non-idempotent write that another operation tells of. */
    public static final Operation<Note> CREATE_NOTE = Operation.<Note>builder(
                    SERVICE, "createNote", "Create Note", "POST", "/v1/notes")
            .response(201, NoteReader.INSTANCE)
            .verifyWith("listNotes")
            .build();

    /** Non-idempotent write without a body, of which none tells. */
    public static final Operation<@Nullable Void> SEND_NOTE = Operation.<@Nullable Void>builder(
                    SERVICE, "sendNote", "Send Note", "POST", "/v1/notes/{note_id}/send")
            .emptyResponse(202)
            .build();

    /** Non-idempotent delete. */
    public static final Operation<@Nullable Void> SHRED_NOTE = Operation.<@Nullable Void>builder(
                    SERVICE, "shredNote", "Shred Note", "DELETE", "/v1/notes/{note_id}/shreds")
            .emptyResponse(204)
            .verifyWith("showNote")
            .build();

    public static final WaiterSpec<Note> NOTE_WRITTEN = WaiterSpec.<Note>builder(SERVICE, "noteWritten", "showNote")
            .state(Note::name)
            .reached("hello")
            .failed("torn")
            .interval(Duration.ofMillis(20))
            .build();

    public static final WaiterSpec<Note> NOTE_GONE = WaiterSpec.<Note>builder(SERVICE, "noteGone", "showNote")
            .state(Note::name)
            .gone()
            .interval(Duration.ofMillis(20))
            .build();

    /** An error as the service itself reports it. */
    public static final String SERVICE_404 =
            "{\"errors\":[{\"code\":\"NotFound\",\"title\":\"Not found\",\"status\":404,\"detail\":\"No such note.\",\"request_id\":\"req-1\"}]}";

    private final CallExecutor executor;
    private final Driver driver;

    private TestService(CallExecutor executor) {
        this(executor, Driver.BLOCKING);
    }

    private TestService(CallExecutor executor, Driver driver) {
        this.executor = executor;
        this.driver = driver;
    }

    /** A builder without keys and endpoint. */
    public static Builder builder() {
        return new Builder(SERVICE);
    }

    /** A builder for a server, with time limits that only a call comes to that would never end. */
    public static Builder at(FaultServer server) {
        return at(server.endpoint());
    }

    /** The same for an address. */
    public static Builder at(URI endpoint) {
        return builder()
                .endpointOverride(endpoint)
                .credentials(KEYS)
                .retryPolicy(quick().build())
                .timeout(Duration.ofSeconds(90))
                .attemptTimeout(Duration.ofSeconds(60));
    }

    /** The standard policy with pauses that tests can wait for. */
    public static RetryPolicy.Builder quick() {
        return RetryPolicy.builder().baseDelay(Duration.ofMillis(10)).throttlingBaseDelay(Duration.ofMillis(20));
    }

    /** Builds clients of this service, or of another version of it. */
    public static final class Builder extends TestBuilder<TestService, Builder> {
        public Builder(ServiceVersion service) {
            super(service, TestService::new);
        }

        /** The executor of a new client. */
        public CallExecutor buildExecutor() {
            return build().executor;
        }
    }

    /** Builds clients of the same service, as one that wants a token in a header would be. */
    public static final class TokenBuilder extends TestBuilder<TestService, TokenBuilder> {
        public TokenBuilder(URI endpoint) {
            super(
                    ServiceVersion.builder("notes", "2.0")
                            .hostTemplate("https://notes.example.com")
                            .versionHeader("Note-Version", "2")
                            .authentication(AuthScheme.header("X-Note-Token"))
                            .build(),
                    TestService::new);
            endpointOverride(endpoint);
            credentials(KEYS.withAuthToken("noteToken-0001"));
        }
    }

    /** The same client, whose calls go this way. */
    public TestService through(Driver other) {
        return new TestService(executor, other);
    }

    /** The same client with other options. */
    public TestService with(Consumer<CallOptions.Builder> options) {
        return new TestService(executor.withOptions(CallOptions.of(options)), driver);
    }

    /** The same client in another region. */
    public TestService inRegion(String region) {
        return new TestService(executor.inRegion(region), driver);
    }

    public CheckReport check() {
        return executor.check();
    }

    public Note show() {
        return show("n-1");
    }

    public Note show(String id) {
        return execute(SHOW_NOTE, Arguments.path(id));
    }

    public Note set() {
        return set("n-1", "hello");
    }

    public Note set(String id, String name) {
        return execute(SET_NOTE, Arguments.path(id).body(NoteWriter.INSTANCE, new Note(id, name)));
    }

    /** Sets a note with a secret. */
    public Note setWithSecret(String secret) {
        Note note = new Note("n-1", "hello", null, null, null, List.of(), secret, null);
        return execute(SET_NOTE, Arguments.path("n-1").body(NoteWriter.INSTANCE, note));
    }

    public void delete() {
        execute(DELETE_NOTE, Arguments.path("n-1"));
    }

    public Note remove() {
        return execute(REMOVE_NOTE, Arguments.path("n-1"));
    }

    public Note create() {
        return execute(CREATE_NOTE, someNote());
    }

    public void send() {
        execute(SEND_NOTE, Arguments.path("n-1"));
    }

    public void shred() {
        execute(SHRED_NOTE, Arguments.path("n-1"));
    }

    /** A read under way. */
    public CompletableFuture<Note> showing(String id) {
        return executor.executeAsync(SHOW_NOTE, Arguments.path(id));
    }

    /** A non-idempotent write under way. */
    public CompletableFuture<Note> creating() {
        return executor.executeAsync(CREATE_NOTE, someNote());
    }

    /** A call without a result under way. */
    public CompletableFuture<Void> deleting() {
        return executor.executeAsync(DELETE_NOTE, Arguments.path("n-1"));
    }

    /** Waits until a note says hello, this client's way. */
    public Note written(Consumer<WaitOptions.Builder> options) {
        return driver == Driver.BLOCKING
                ? Waiters.until(
                        NOTE_WRITTEN,
                        null,
                        "n-1",
                        WaitOptions.of(options),
                        within -> with(o -> o.timeoutAtMost(within)).show("n-1"))
                : Driver.joined(writing("n-1", options));
    }

    /** A wait that nobody waits for. */
    public CompletableFuture<Note> writing(String id, Consumer<WaitOptions.Builder> options) {
        return waiting(id, null, WaitOptions.of(options));
    }

    /** A wait behind the operation that makes the note. */
    public CompletableFuture<Note> creatingAndWaiting(WaitOptions options) {
        return AsyncWaiters.after(
                options, this::creating, note -> waiting(note.id(), After.carriedOut("createNote"), options));
    }

    /** A wait without a result. */
    public CompletableFuture<Void> waitingUntilGone(WaitOptions options) {
        return AsyncWaiters.after(
                options,
                this::deleting,
                nothing -> AsyncWaiters.of(executor)
                        .untilGone(
                                NOTE_GONE,
                                After.carriedOut("deleteNote"),
                                "n-1",
                                options,
                                within -> with(o -> o.timeoutAtMost(within)).showing("n-1"),
                                note -> note));
    }

    private CompletableFuture<Note> waiting(String id, After after, WaitOptions options) {
        return AsyncWaiters.of(executor)
                .until(
                        NOTE_WRITTEN,
                        after,
                        id,
                        options,
                        within -> with(o -> o.timeoutAtMost(within)).showing(id),
                        note -> note);
    }

    private <R> R execute(Operation<R> operation, Arguments arguments) {
        return driver.call(executor, operation, arguments);
    }

    private static Arguments someNote() {
        return Arguments.none().body(NoteWriter.INSTANCE, Note.named("a_text_of_some_length"));
    }

    @Override
    public void close() {
        executor.close();
    }
}
