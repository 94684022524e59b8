package alan.companion;

/** Tells a stage that its work is no longer wanted. Never leaves the bundle. */
final class CancelledException extends Exception {
    private static final long serialVersionUID = 1L;

    CancelledException() {
        super("cancelled", null, false, false);
    }
}
