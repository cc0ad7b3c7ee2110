/** How a network learns: updaters, minibatches, the loop (document 004, row S19). */
package dev.gradparity.train;
