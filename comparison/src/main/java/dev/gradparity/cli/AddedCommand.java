package dev.gradparity.cli;

import java.util.concurrent.Callable;

/**
 * A command of a module that this one does not see. Found by ServiceLoader; its class carries
 * picocli's annotations, and its call returns one of the {@link ExitCodes}.
 */
public interface AddedCommand extends Callable<Integer> {}
