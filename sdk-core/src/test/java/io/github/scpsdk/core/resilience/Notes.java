// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.resilience;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.runtime.AbstractClientBuilder;
import io.github.scpsdk.core.runtime.AsyncWaiters;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.runtime.Waiters;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.AuthScheme;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.schema.WaiterSpec;
import io.github.scpsdk.core.serde.JsonInput;
import io.github.scpsdk.core.serde.JsonOutput;
import io.github.scpsdk.core.serde.JsonReader;
import io.github.scpsdk.core.serde.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The client of an invented service, written as generated code is: notes that can be shown, set, deleted and created. */
final class Notes implements AutoCloseable {

    static final String ACCESS_KEY = "notesAccessKey0000001";
    static final String SECRET_KEY = "notesSecretKey+Example/0000000000==";

    /** A note. */
    record Note(String id, String text, List<Note> responses) {
        Note(String id, String text) {
            this(id, text, List.of());
        }
    }

    static final class NoteReader extends JsonReader<Note> {
        static final NoteReader INSTANCE = new NoteReader();

        private NoteReader() {
            super("Note");
        }

        @Override
        public Note read(JsonInput in) throws IOException {
            String id = null;
            String text = null;
            List<Note> responses = null;
            for (String field = in.nextField(); field != null; field = in.nextField()) {
                switch (field) {
                    case "id" -> id = in.once(id).string();
                    case "text" -> text = in.once(text).string();
                    case "responses" -> responses = in.once(responses).objects(this);
                    default -> in.skip();
                }
            }
            return new Note(id, text, responses == null ? List.of() : responses);
        }
    }

    static final class NoteWriter extends JsonWriter<Note> {
        static final NoteWriter INSTANCE = new NoteWriter();

        private NoteWriter() {
            super("Note");
        }

        @Override
        public void write(JsonOutput out, Note value) throws IOException {
            out.begin();
            out.string("id", value.id());
            out.string("text", value.text());
            out.end();
        }
    }

    static final ServiceVersion SERVICE = ServiceVersion.builder("notes", "1.0")
            .hostTemplate("https://notes.{region}.{environment}.example.com")
            .location("e", "kr-west1", "kr-east1")
            .versionHeader("Scp-Api-Version", "notes 1.0")
            .authentication(AuthScheme.scpHmac())
            .build();

    static final Operation<Note> SHOW_NOTE = Operation.<Note>builder(
                    SERVICE, "showNote", "Show Note", "GET", "/v1/notes/{note_id}")
            .response(200, NoteReader.INSTANCE)
            .idempotent()
            .build();
    static final Operation<Note> SET_NOTE = Operation.<Note>builder(
                    SERVICE, "setNote", "Set Note", "PUT", "/v1/notes/{note_id}")
            .response(200, NoteReader.INSTANCE)
            .idempotent()
            .build();
    static final Operation<Void> DELETE_NOTE = Operation.<Void>builder(
                    SERVICE, "deleteNote", "Delete Note", "DELETE", "/v1/notes/{note_id}")
            .emptyResponse(204)
            .idempotent()
            .build();
    static final Operation<Note> REMOVE_NOTE = Operation.<Note>builder(
                    SERVICE, "removeNote", "Remove Note", "DELETE", "/v1/notes/{note_id}/all")
            .response(202, NoteReader.INSTANCE)
            .idempotent()
            .build();
    static final Operation<Note> CREATE_NOTE = Operation.<Note>builder(
                    SERVICE, "createNote", "Create Note", "POST", "/v1/notes")
            .response(201, NoteReader.INSTANCE)
            .verifyWith("listNotes")
            .build();
    static final Operation<Void> SEND_NOTE = Operation.<Void>builder(
                    SERVICE, "sendNote", "Send Note", "POST", "/v1/notes/{note_id}/send")
            .emptyResponse(202)
            .build();
    static final Operation<Void> SHRED_NOTE = Operation.<Void>builder(
                    SERVICE, "shredNote", "Shred Note", "DELETE", "/v1/notes/{note_id}/shreds")
            .emptyResponse(204)
            .verifyWith("showNote")
            .build();

    static final WaiterSpec<Note> NOTE_WRITTEN = WaiterSpec.<Note>builder(SERVICE, "noteWritten", "showNote")
            .state(Note::text)
            .reached("hello")
            .failed("torn")
            .interval(Duration.ofMillis(20))
            .build();

    static final WaiterSpec<Note> NOTE_GONE = WaiterSpec.<Note>builder(SERVICE, "noteGone", "showNote")
            .state(Note::text)
            .gone()
            .interval(Duration.ofMillis(20))
            .build();

    /** A builder that reads nothing outside: keys and endpoint are set, pauses are short. */
    static final class Builder extends AbstractClientBuilder<Notes, Builder> {
        Builder() {
            super(SERVICE, Notes::new);
        }
    }

    /** The same service, as one that wants a token in a header would be. */
    static final class TokenBuilder extends AbstractClientBuilder<Notes, TokenBuilder> {
        TokenBuilder(URI endpoint) {
            super(
                    ServiceVersion.builder("notes", "2.0")
                            .hostTemplate("https://notes.example.com")
                            .versionHeader("Note-Version", "2")
                            .authentication(AuthScheme.header("X-Note-Token"))
                            .build(),
                    Notes::new);
            endpointOverride(endpoint);
            credentials(ScpCredentials.of(ACCESS_KEY, SECRET_KEY).withAuthToken("noteToken-0001"));
        }
    }

    private final CallExecutor executor;
    private final Driver driver;

    private Notes(CallExecutor executor) {
        this(executor, Driver.BLOCKING);
    }

    private Notes(CallExecutor executor, Driver driver) {
        this.executor = executor;
        this.driver = driver;
    }

    /** The same client, whose calls go this way. */
    Notes through(Driver other) {
        return new Notes(executor, other);
    }

    /** The same client with other options. */
    Notes with(Consumer<CallOptions.Builder> options) {
        return new Notes(executor.withOptions(CallOptions.of(options)), driver);
    }

    /** The same client in another region. */
    Notes inRegion(String region) {
        return new Notes(executor.inRegion(region), driver);
    }

    private <R> R execute(Operation<R> operation, Arguments arguments) {
        return driver.call(executor, operation, arguments);
    }

    /** A call under way. */
    CompletableFuture<Note> showing(String id) {
        return executor.executeAsync(SHOW_NOTE, Arguments.path(id));
    }

    /** Another one, that must not be repeated. */
    CompletableFuture<Note> creating() {
        return executor.executeAsync(
                CREATE_NOTE, Arguments.none().body(NoteWriter.INSTANCE, new Note(null, "a text of some length")));
    }

    /** And one without a result. */
    CompletableFuture<Void> deleting() {
        return executor.executeAsync(DELETE_NOTE, Arguments.path("n-1"));
    }

    /** Waits until a note says hello, this client's way. */
    Note written(Consumer<WaitOptions.Builder> options) {
        return driver == Driver.BLOCKING
                ? Waiters.until(
                        NOTE_WRITTEN,
                        null,
                        "n-1",
                        WaitOptions.builder().with(options).build(),
                        within -> with(o -> o.timeoutAtMost(within)).show("n-1"))
                : Driver.joined(writing("n-1", options));
    }

    /** A wait that nobody waits for. */
    CompletableFuture<Note> writing(String id, Consumer<WaitOptions.Builder> options) {
        return waiting(id, null, WaitOptions.builder().with(options).build());
    }

    /** Another one, behind the operation that makes the note. */
    CompletableFuture<Note> creatingAndWaiting(WaitOptions options) {
        return AsyncWaiters.after(options, this::creating, note -> waiting(note.id(), "createNote", options));
    }

    /** And one without a result. */
    CompletableFuture<Void> waitingUntilGone(WaitOptions options) {
        return AsyncWaiters.after(
                options,
                this::deleting,
                nothing -> AsyncWaiters.of(executor)
                        .untilGone(
                                NOTE_GONE,
                                "deleteNote",
                                "n-1",
                                options,
                                within -> with(o -> o.timeoutAtMost(within)).showing("n-1"),
                                note -> note));
    }

    private CompletableFuture<Note> waiting(String id, String carriedOut, WaitOptions options) {
        return AsyncWaiters.of(executor)
                .until(
                        NOTE_WRITTEN,
                        carriedOut,
                        id,
                        options,
                        within -> with(o -> o.timeoutAtMost(within)).showing(id),
                        note -> note);
    }

    /** A builder with keys, quick retries, and limits of time that only a call that would never end comes to. */
    static Builder at(URI endpoint) {
        return new Builder()
                .endpointOverride(endpoint)
                .credentials(ScpCredentials.of(ACCESS_KEY, SECRET_KEY))
                .retryPolicy(quick().build())
                .timeout(Duration.ofSeconds(90))
                .attemptTimeout(Duration.ofSeconds(60));
    }

    /** The standard policy with pauses that tests can wait for. */
    static RetryPolicy.Builder quick() {
        return RetryPolicy.builder().baseDelay(Duration.ofMillis(10)).throttlingBaseDelay(Duration.ofMillis(20));
    }

    /** Read. */
    Note show() {
        return show("n-1");
    }

    Note show(String id) {
        return execute(SHOW_NOTE, Arguments.path(id));
    }

    /** Idempotent write. */
    Note set() {
        return set("n-1", "hello");
    }

    Note set(String id, String text) {
        return execute(SET_NOTE, Arguments.path(id).body(NoteWriter.INSTANCE, new Note(id, text)));
    }

    /** Delete without a result. */
    void delete() {
        execute(DELETE_NOTE, Arguments.path("n-1"));
    }

    /** Delete with a result. */
    Note remove() {
        return execute(REMOVE_NOTE, Arguments.path("n-1"));
    }

    /** Non-idempotent write that another operation tells of. */
    Note create() {
        return execute(
                CREATE_NOTE, Arguments.none().body(NoteWriter.INSTANCE, new Note(null, "a text of some length")));
    }

    /** Non-idempotent write without a body, of which none tells. */
    void send() {
        execute(SEND_NOTE, Arguments.path("n-1"));
    }

    /** Non-idempotent DELETE. */
    void shred() {
        execute(SHRED_NOTE, Arguments.path("n-1"));
    }

    @Override
    public void close() {
        executor.close();
    }
}
