package io.github.scpsdk.core.internal;

import java.util.List;
import java.util.Map;

/** Where a service is. */
public record EndpointTemplate(String service, String template, Map<String, List<String>> locations) {}
