/** What build servers read: test cases and how they ended, whatever was judged in them. */
package dev.gradparity.comparison.junit;
