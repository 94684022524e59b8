package alan.home;

/** Whoever asked has gone. */
final class CancelledException extends Exception {
    private static final long serialVersionUID = 1L;

    CancelledException() {
        super(null, null, false, false);
    }
}
