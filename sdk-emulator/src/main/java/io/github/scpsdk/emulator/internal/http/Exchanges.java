// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.http;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponseInterceptor;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.BasicHttpServerExpectationDecorator;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestValidateHost;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.jspecify.annotations.Nullable;

/** Hands requests from the library to the handler, and its responses back. Threads share it. */
final class Exchanges extends HttpService {
    private static final int MAX_BODY = 1 << 20;
    private static final int MAX_CONTROL_BODY = 512 << 20;
    private static final Pattern TARGET = Pattern.compile("[!-~&&[^#]]+");

    /** The library's own {@code ResponseConnControl} would end the connection after every 400 and 503 as well. */
    private static final HttpResponseInterceptor SAYS_WHEN_IT_CLOSES = (response, entity, context) -> {
        if (!DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                HttpCoreContext.cast(context).getRequest(), response, context)) {
            response.setHeader("Connection", "close");
        }
    };

    private static final HttpProcessor STEPS = HttpProcessorBuilder.create()
            .add(RequestValidateHost.INSTANCE)
            .add(new ResponseContent(true))
            .add(SAYS_WHEN_IT_CLOSES)
            .build();

    private final HttpHandler handler;

    Exchanges(HttpHandler handler) {
        super(STEPS, new BasicHttpServerExpectationDecorator((request, client, context) -> {
            ClassicHttpResponse response = new BasicClassicHttpResponse(200);
            HttpResponse handled = handler.handle(read(request));
            if (handled.delivery() == HttpResponse.Delivery.RESET) {
                throw new ConnectionResetException();
            }
            write(handled, response);
            client.submitResponse(response);
        }));
        this.handler = handler;
    }

    @Override
    protected void handleException(HttpException e, ClassicHttpResponse response) {
        // the library's messages go on with what was sent, which may be a secret
        String why = String.valueOf(e.getMessage()).split("[:;]", 2)[0] + ".";
        write(
                e instanceof Refused refused
                        ? handler.refuse(refused.status, refused.target, why)
                        : handler.refuse(toStatusCode(e), "", why),
                response);
    }

    private static HttpRequest read(ClassicHttpRequest request) throws HttpException, IOException {
        String target = request.getPath();
        if (!TARGET.matcher(target).matches()) {
            throw new Refused(400, target, "The request target holds a character that must be percent-encoded");
        }
        HttpHeaders headers = new HttpHeaders();
        for (Header header : request.getHeaders()) {
            headers.add(header.getName(), header.getValue());
        }
        return new HttpRequest(request.getMethod(), target, headers, body(request.getEntity(), target));
    }

    /** A whole state is larger than any request to the platform. */
    private static int limit(String target) {
        return target.startsWith(HttpHandler.CONTROL) ? MAX_CONTROL_BODY : MAX_BODY;
    }

    private static byte[] body(@Nullable HttpEntity entity, String target) throws HttpException, IOException {
        if (entity == null) {
            return new byte[0];
        }
        int limit = limit(target);
        try {
            // thrown rather than answered, because the library reads an answered request to its end, however far that
            // is
            byte[] body = entity.getContentLength() > limit
                    ? null
                    : entity.getContent().readNBytes(limit + 1);
            if (body == null || body.length > limit) {
                throw new Refused(413, target, "The body is larger than " + limit + " bytes");
            }
            return body;
        } catch (MalformedChunkCodingException | MessageConstraintException e) {
            throw new Refused(400, target, "A chunk of the body is malformed");
        }
    }

    private static void write(HttpResponse response, ClassicHttpResponse to) {
        to.setCode(response.status());
        to.setReasonPhrase(HttpResponse.reason(response.status()));
        response.headers().forEach(to::setHeader);
        boolean mayHaveBody = response.status() != 204 && response.status() != 304;
        to.setEntity(mayHaveBody ? entity(response) : null);
    }

    private static HttpEntity entity(HttpResponse response) {
        return response.delivery() == HttpResponse.Delivery.TRUNCATED
                ? new TruncatedEntity(response.body())
                : new ByteArrayEntity(response.body(), null);
    }

    /** What the library lets pass and we do not. */
    private static final class Refused extends ProtocolException {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String target;

        Refused(int status, String target, String why) {
            super(why);
            this.status = status;
            this.target = target;
        }
    }
}
