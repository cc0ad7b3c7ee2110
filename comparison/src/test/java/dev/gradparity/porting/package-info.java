/**
 * The porting guide as code: every row and every trap of docs/porting.md is a class here that runs,
 * and the page is made of their sources.
 *
 * <p>{@code mvn -pl comparison -am test -Dtest=PortingGuideTest -Dporting.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false} writes the page again.
 */
package dev.gradparity.porting;
