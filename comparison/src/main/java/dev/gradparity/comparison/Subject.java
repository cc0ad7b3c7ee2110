package dev.gradparity.comparison;

/** Something that can compute a network: an implementation on trial, or one to judge it by. */
public interface Subject {

  /** The name in reports. */
  String name();

  /** Computes a case; the same case gives the same observation. */
  Observation observe(Case task);
}
