// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes clients of the SDK by reflection, because the emulator does not depend on it: whoever asks for one has it. */
final class InjectedClients {
    private static final String ASYNC = "AsyncClient";

    private InjectedClients() {}

    /** Whether a type is a client, blocking or asynchronous, of any service and version. */
    static boolean isClient(Class<?> type) {
        Class<?> blocking = blocking(type);
        return blocking != null && builder(blocking) != null;
    }

    /** The client that has a builder: for an asynchronous one, the blocking one beside it. */
    private static @Nullable Class<?> blocking(Class<?> type) {
        if (!type.isInterface() || !type.getSimpleName().endsWith("Client")) {
            return null;
        }
        if (!type.getSimpleName().endsWith(ASYNC)) {
            return type;
        }
        try {
            String name = type.getName();
            return Class.forName(
                    name.substring(0, name.length() - ASYNC.length()) + "Client", false, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static @Nullable Method builder(Class<?> client) {
        return Arrays.stream(client.getMethods())
                .filter(method -> method.getName().equals("builder")
                        && Modifier.isStatic(method.getModifiers())
                        && method.getParameterCount() == 0)
                .findFirst()
                .orElse(null);
    }

    /** A blocking client of an emulator, to be closed, that gives {@link #view} what was asked for. */
    static AutoCloseable open(Class<?> type, ScpEmulator emulator, String region) {
        Class<?> blocking = blocking(type);
        Method builderMethod = blocking == null ? null : builder(blocking);
        if (builderMethod == null) {
            throw new IllegalArgumentException(type + " is no client.");
        }
        try {
            Object builder = builderMethod.invoke(null);
            Class<?> builderType = builderMethod.getReturnType();
            builderType.getMethod("endpointOverride", URI.class).invoke(builder, emulator.endpoint(region));
            Method credentials = method(builderType, "credentials");
            Object keys = credentials
                    .getParameterTypes()[0]
                    .getMethod("of", String.class, String.class)
                    .invoke(null, ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY);
            credentials.invoke(builder, keys);
            return (AutoCloseable) builderType.getMethod("build").invoke(builder);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The client " + type.getName() + " cannot be built.", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The client " + type.getName() + " is not one of this SDK's.", e);
        }
    }

    /** The client itself, or its asynchronous view. */
    static Object view(Class<?> type, AutoCloseable client) {
        if (type.isInstance(client)) {
            return client;
        }
        try {
            Class<?> blocking = blocking(type);
            return blocking == null ? client : blocking.getMethod("async").invoke(client);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The client " + type.getName() + " is not one of this SDK's.", e);
        }
    }

    private static Method method(Class<?> type, String name) throws NoSuchMethodException {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(type.getName() + "." + name));
    }
}
