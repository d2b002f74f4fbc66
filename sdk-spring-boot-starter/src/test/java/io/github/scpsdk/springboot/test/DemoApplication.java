// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot.test;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that is tested. */
@SpringBootApplication
class DemoApplication {}
