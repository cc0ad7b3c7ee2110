package dev.gradparity.comparison.regression;

import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.DType;
import java.util.List;

/**
 * What moved in one case.
 *
 * @param network the network's name
 * @param task what was done with it
 * @param dtype the format
 * @param moves a row for each tensor of the baseline, both subjects'
 * @param added tensors that the baseline does not have
 */
public record CaseMoves(
    String network, String task, DType dtype, List<TensorMove> moves, List<TensorName> added) {

  /** Copies the lists. */
  public CaseMoves {
    moves = List.copyOf(moves);
    added = List.copyOf(added);
  }

  /** The name in reports. */
  public String name() {
    return network + " " + task + ", " + dtype.specName();
  }

  /** The worst of the tensors'. */
  public Movement movement() {
    return Movement.worst(moves.stream().map(TensorMove::movement).toList());
  }
}
