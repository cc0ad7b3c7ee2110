/** What all pages have in common: the frame, the styles, and how numbers and verdicts look. */
package dev.gradparity.comparison.html;
