package dev.gradparity.porting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the guide says of a trap. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface About {

  /** What the reader searches for, in the first person: what they see. */
  String symptom();

  /** The rule, in a few words. */
  String title();

  /** Why it is so, and what to do, in a few sentences. */
  String why();

  /** What the judge must say of the wrong version, or the exception that it ends with. */
  String says();
}
