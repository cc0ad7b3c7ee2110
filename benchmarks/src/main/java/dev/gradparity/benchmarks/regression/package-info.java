/** Whether anything has become slower since an earlier run. */
package dev.gradparity.benchmarks.regression;
