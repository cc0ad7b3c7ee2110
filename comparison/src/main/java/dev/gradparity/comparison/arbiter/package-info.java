/**
 * The arbiter: a third implementation of the network, from the mathematics, in decimal numbers of
 * many digits. It says what a value really is, and so which of two sides is wrong.
 *
 * <p>It shares no arithmetic with those it judges. A new activation, loss or updater is one small
 * definition in {@link dev.gradparity.comparison.arbiter.TrueActivation}, {@link
 * dev.gradparity.comparison.arbiter.TrueLoss} or {@link
 * dev.gradparity.comparison.arbiter.TrueUpdater}; central differences confirm it.
 */
package dev.gradparity.comparison.arbiter;
