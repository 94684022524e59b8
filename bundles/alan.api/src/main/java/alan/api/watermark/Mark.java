package alan.api.watermark;

/**
 * What an inaudible mark says: who made a sound, and which of theirs it is.
 *
 * @param installation {@link alan.api.identity.Installation#id}, 16 bits
 * @param serial of the sound with that installation, 24 bits
 */
public record Mark(int installation, int serial) {
    /** How many bits an installation's number has. */
    public static final int INSTALLATION_BITS = 16;

    /** How many bits a serial number has. */
    public static final int SERIAL_BITS = 24;

    /** Checks the ranges. */
    public Mark {
        if (installation >>> INSTALLATION_BITS != 0 || serial >>> SERIAL_BITS != 0) {
            throw new IllegalArgumentException("mark " + installation + "/" + serial);
        }
    }
}
