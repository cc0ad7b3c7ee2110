package dev.gradparity.comparison.input;

import dev.gradparity.comparison.data.DataSpec;
import dev.gradparity.comparison.data.Table;
import dev.gradparity.spec.NetworkSpec;

/**
 * A specification file, read and checked.
 *
 * @param network the network
 * @param table the rows that its data comes from
 * @param data what becomes of them
 */
public record SpecFile(NetworkSpec network, Table table, DataSpec data) {}
