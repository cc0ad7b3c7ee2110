/** What users see of a run: the terminal, report.json, junit.xml. */
package dev.gradparity.comparison.report;
