package alan.stt.whisper;

/**
 * How many threads to compute with.
 *
 * <p>Measured on two cores (x86-64 with AVX2, load two, language detection included), 2.9 s of speech: whisper-base took 4.0 s
 * with one thread and 2.3 s with two, whisper-tiny 1.8 and 1.1 s. With a load of ten and more both took about the same time,
 * given that waiting threads sleep ({@link OpenMp}); spinning, two threads took several times as long as one.
 */
final class Threads {
    /** More hardly help: the decoder's steps are short, and all threads meet after each operation. */
    private static final int MOST = 8;

    private Threads() {}

    /** {@return a number for this machine} */
    static int automatic() {
        return automatic(Runtime.getRuntime().availableProcessors(), CpuInfo.read().cores());
    }

    /**
     * {@return a number for a machine}
     *
     * @param available processors that this process may use
     * @param cores physical ones; 0 if not known. Two threads on one core compute no faster than one
     */
    static int automatic(int available, int cores) {
        int usable = cores > 0 ? Math.min(available, cores) : available;
        return Math.max(1, Math.min(MOST, usable));
    }
}
