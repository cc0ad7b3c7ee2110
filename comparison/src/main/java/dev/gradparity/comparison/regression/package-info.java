/**
 * Which number moved since a run on another library, JDK or machine: the file, and the judgement.
 */
package dev.gradparity.comparison.regression;
