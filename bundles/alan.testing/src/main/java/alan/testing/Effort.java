package alan.testing;

/** How often a test does what is surer the oftener it is done: a few times in each build, as often as the claim needs with {@code mvn verify -Psoak}. */
public final class Effort {
    private static final boolean SOAK = Boolean.getBoolean("alan.soak");

    private Effort() {}

    /** {@return how often} @param build in each build @param soak with {@code -Psoak} */
    public static int of(int build, int soak) {
        return SOAK ? soak : build;
    }

    /** {@return whether everything is to be tried, and not a part of it} */
    public static boolean everything() {
        return SOAK;
    }
}
