// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that runs several applications, with the SDK in the loader that they have in common. */
@Timeout(180)
class ClassLoadersTest {

    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start();
        server.always(Responses.note());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callbacksFindTheLoaderOfTheirApplication(boolean ownHttp) throws Exception {
        Loader first = new Loader();
        Loader second = new Loader();
        AutoCloseable one = deploy(first, ownHttp);
        AutoCloseable two = deploy(second, ownHttp);
        for (int i = 0; i < 3; i++) {
            assertThat(work(first, one))
                    .hasSize(ownHttp ? 6 : 5)
                    .allSatisfy((callback, loader) ->
                            assertThat(loader).as(callback).isSameAs(first));
            assertThat(work(second, two))
                    .allSatisfy((callback, loader) ->
                            assertThat(loader).as(callback).isSameAs(second));
        }
        one.close();
        two.close();
    }

    /** The other application goes on all the while, so that no thread ends because it is idle. */
    @Test
    void nothingHoldsAnApplicationWhoseClientsAreClosed() throws Exception {
        WeakReference<ClassLoader> stopped = undeployed();
        Loader other = new Loader();
        AutoCloseable app = deploy(other, false);
        long end = System.nanoTime() + 60_000_000_000L;
        while (stopped.get() != null && System.nanoTime() < end) {
            work(other, app);
            System.gc();
            Thread.sleep(20);
        }
        assertThat(stopped.get()).isNull();
        app.close();
    }

    private WeakReference<ClassLoader> undeployed() throws Exception {
        Loader loader = new Loader();
        AutoCloseable app = deploy(loader, false);
        work(loader, app);
        app.close();
        return new WeakReference<>(loader);
    }

    private AutoCloseable deploy(Loader loader, boolean ownHttp) throws Exception {
        return in(loader, () -> (AutoCloseable) loader.loadClass(WebApplication.class.getName())
                .getConstructor(URI.class, boolean.class)
                .newInstance(server.endpoint(), ownHttp));
    }

    @SuppressWarnings("unchecked") // the application's class is not ours
    private static Map<String, ClassLoader> work(Loader loader, AutoCloseable app) throws Exception {
        return in(loader, ((Supplier<Map<String, ClassLoader>>) app)::get);
    }

    /** Runs something on a thread of a server that serves one application. */
    private static <T> T in(Loader loader, Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task);
        thread.setContextClassLoader(loader);
        thread.start();
        thread.join();
        return task.get();
    }

    /** Has the application's classes for itself. */
    private static final class Loader extends ClassLoader {

        Loader() {
            super(ClassLoadersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(WebApplication.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length, ClassLoadersTest.class.getProtectionDomain());
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
