package dev.gradparity.calculus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A test of (n, d, m), for X n x d and W d x m. The three always differ, so that no matrix is
 * square and a forgotten transposition has no shape; sides of 1 and primes are where index
 * arithmetic slips.
 */
@ParameterizedTest(name = "n = {0}, d = {1}, m = {2}")
@CsvSource({"1, 2, 3", "2, 1, 3", "3, 2, 1", "1, 7, 5", "5, 3, 7", "7, 11, 2", "4, 13, 5"})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface RectangularShapes {}
