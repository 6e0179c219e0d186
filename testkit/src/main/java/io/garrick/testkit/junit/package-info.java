/**
 * The test kit for JUnit 5 and later; compiled against 6, tested with 6 and with 5.10. Called by JUnit on the test's thread. Nothing else in the test
 * kit needs JUnit, which this module requires at compile time only.
 */
@NullMarked
package io.garrick.testkit.junit;

import org.jspecify.annotations.NullMarked;
