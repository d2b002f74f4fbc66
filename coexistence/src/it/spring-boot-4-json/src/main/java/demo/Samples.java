// SPDX-License-Identifier: Apache-2.0
package demo;

import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.OpenEnum;
import io.github.scpsdk.core.StringOrList;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a record of any type with a value in every component, so that nothing is lost unseen. */
final class Samples {

    private static final OffsetDateTime TIME = OffsetDateTime.parse("2024-07-30T13:54:33.219373+09:00");

    private Samples() {}

    static Object of(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType list) {
            return List.of(of(list.getActualTypeArguments()[0]), of(list.getActualTypeArguments()[0]));
        }
        Class<?> made = (Class<?>) type;
        if (made.isRecord()) {
            return ofRecord(made);
        } else if (OpenEnum.class.isAssignableFrom(made)) {
            return made.getMethod("of", String.class).invoke(null, "WORD_FROM_THE_FUTURE");
        }
        Object scalar = SCALARS.get(made);
        if (scalar == null) {
            throw new IllegalStateException("No sample of " + made);
        }
        return scalar;
    }

    private static Object ofRecord(Class<?> made) throws ReflectiveOperationException {
        RecordComponent[] components = made.getRecordComponents();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = of(components[i].getGenericType());
        }
        return made.getConstructor(types).newInstance(values);
    }

    private static final Map<Class<?>, Object> SCALARS = Map.of(
            String.class, "볼륨 \"a\"",
            Integer.class, Integer.MIN_VALUE,
            Long.class, Long.MAX_VALUE,
            Double.class, 0.1,
            BigDecimal.class, new BigDecimal("12.5"),
            Boolean.class, true,
            OffsetDateTime.class, TIME,
            LocalDate.class, LocalDate.of(2024, 2, 29),
            StringOrList.class, StringOrList.of(List.of("a", "b")),
            JsonValue.class, freeForm());

    private static JsonValue freeForm() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("z", Arrays.asList(1, Long.MAX_VALUE, 0.5, true, null, "text", List.of()));
        fields.put("a", Map.of("b", JsonValue.of(Map.of())));
        return JsonValue.of(fields);
    }
}
