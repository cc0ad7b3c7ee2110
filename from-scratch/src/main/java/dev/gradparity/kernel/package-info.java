/**
 * The seam between mathematics and machine.
 *
 * <p>Every operation defines the order of its roundings, so that a result is the same to the last
 * bit on every JDK and CPU. {@link dev.gradparity.kernel.Kernels} is the door: it checks shapes and
 * formats once. What lies behind it trusts its arguments.
 */
package dev.gradparity.kernel;
