// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates that an application pins. */
record Certificates(List<X509Certificate> list) {

    /** Reads certificates from text. */
    static Certificates of(String pem) {
        try {
            List<X509Certificate> list =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem.getBytes(UTF_8)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!list.isEmpty()) {
                return new Certificates(list);
            }
        } catch (CertificateException e) {
            throw new ScpConfigurationException(wrong(), e);
        }
        throw new ScpConfigurationException(wrong());
    }

    private static String wrong() {
        return "Settings: pinnedCertificates holds no certificate that can be read. Give the text of one, from"
                + " -----BEGIN CERTIFICATE----- to its end.";
    }
}
