/** What the machine can do at best: multiply-adds out of registers, and traffic to memory. */
package dev.gradparity.benchmarks.ceiling;
