package alan.llm.llama;

import alan.api.text.Text;

/** Says, in a sentence for a person, why a worker is no more. */
final class WorkerEnd {
    /** The JVM reports the death by signal n as exit code 128 + n. */
    private static final int SIGNALLED = 128;

    private WorkerEnd() {}

    /**
     * A worker ended though nobody had told it to.
     *
     * @param exitCode as {@link Process#exitValue}
     * @param loaded whether it had loaded its model
     * @param log of it
     * @return the sentence
     */
    static Text sentence(int exitCode, boolean loaded, WorkerLog log) {
        Text how = how(exitCode);
        String essence = loaded ? log.lastProblem() : log.firstProblem();
        if (!loaded) {
            return essence.isEmpty()
                    ? Text.of("The language model could not be loaded: its worker ended with %s; the log has more.", how)
                    : notLoaded(log, "");
        }
        return essence.isEmpty()
                ? Text.of("The language model's worker ended unexpectedly (%s); the next question starts a new one.", how)
                : Text.of("The language model's worker ended unexpectedly (%s; it said: %s); the next question starts a new one.", how, essence);
    }

    /**
     * A model could not be loaded.
     *
     * @param log of the worker
     * @param otherwise what the worker said, for when the log says nothing
     * @return the sentence
     */
    static Text notLoaded(WorkerLog log, String otherwise) {
        String essence = log.firstProblem();
        String why = essence.isEmpty() ? otherwise : essence;
        return Text.of("The language model could not be loaded (its worker says: %s); the log has more.", why);
    }

    private static Text how(int exitCode) {
        int signal = exitCode - SIGNALLED;
        return switch (signal) {
            case 4 -> Text.of("signal 4, an illegal instruction: this processor may lack what llama.cpp was built for");
            case 6 -> Text.of("signal 6, aborted");
            case 7, 11 -> Text.of("signal %s, a memory error", signal);
            case 8 -> Text.of("signal 8, an arithmetic error");
            case 9 -> Text.of("signal 9, killed, perhaps for want of memory");
            case 15 -> Text.of("signal 15, terminated");
            default -> signal > 0 && signal <= 64 ? Text.of("signal %s", signal) : Text.of("exit code %s", exitCode);
        };
    }
}
