/** The command line. */
package dev.gradparity.cli;
