/** First weights, which are random: judged by their distribution. */
package dev.gradparity.comparison.initial;
