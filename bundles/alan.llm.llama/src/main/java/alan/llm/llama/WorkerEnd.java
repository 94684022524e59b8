package alan.llm.llama;

import java.util.Map;

/** Says, in a sentence for a person, why a worker is no more. */
final class WorkerEnd {
    /** The JVM reports the death by signal n as exit code 128 + n. */
    private static final int SIGNALLED = 128;

    private static final Map<Integer, String> SIGNALS = Map.of(
            4, "an illegal instruction: this processor may lack what llama.cpp was built for",
            6, "aborted",
            7, "a memory error",
            8, "an arithmetic error",
            9, "killed, perhaps for want of memory",
            11, "a memory error",
            15, "terminated");

    private WorkerEnd() {}

    /**
     * A worker ended though nobody had told it to.
     *
     * @param exitCode as {@link Process#exitValue}
     * @param loaded whether it had loaded its model
     * @param log of it
     * @return the sentence
     */
    static String sentence(int exitCode, boolean loaded, WorkerLog log) {
        String how = how(exitCode);
        if (!loaded) {
            return notLoaded(log, "the worker ended with " + how);
        }
        String essence = log.lastProblem();
        return "The language model's worker ended unexpectedly (" + how + (essence.isEmpty() ? "" : "; it said: " + essence)
                + "); the next question starts a new one.";
    }

    /**
     * A model could not be loaded.
     *
     * @param log of the worker
     * @param otherwise what to say if the log says nothing
     * @return the sentence
     */
    static String notLoaded(WorkerLog log, String otherwise) {
        String essence = log.firstProblem();
        String why = essence.isEmpty() ? otherwise : essence;
        return "The language model could not be loaded: " + why + (why.endsWith(".") ? "" : ".");
    }

    private static String how(int exitCode) {
        int signal = exitCode - SIGNALLED;
        if (signal <= 0 || signal > 64) {
            return "exit code " + exitCode;
        }
        String meaning = SIGNALS.get(signal);
        return "signal " + signal + (meaning == null ? "" : ", " + meaning);
    }
}
