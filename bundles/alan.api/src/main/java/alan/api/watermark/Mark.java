package alan.api.watermark;

import java.util.Map;

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

    /** What a file of synthetic speech says about itself where its mark is not known, for {@link alan.api.audio.AudioFiles#create}. */
    public static final Map<String, String> SYNTHETIC = Map.of("artist", "Alan", "comment", "Synthetic speech, made by Alan");

    /** Checks the ranges. */
    public Mark {
        if (installation >>> INSTALLATION_BITS != 0 || serial >>> SERIAL_BITS != 0) {
            throw new IllegalArgumentException("mark " + installation + "/" + serial);
        }
    }

    /** {@return how a person writes it: {@code 51413/12}} */
    public String id() {
        return installation + "/" + serial;
    }

    /**
     * {@return what a file with this mark should say about itself, for {@link alan.api.audio.AudioFiles#create(java.nio.file.Path, int, Map)}} It can be read
     * with any player and removed with any editor; the mark itself stays.
     *
     * @param voice whose voice it is; {@code null} for an engine's default
     */
    public Map<String, String> tags(String voice) {
        return Map.of("artist", voice == null ? "Alan" : "Alan (" + voice + ")", "comment", "Synthetic speech, made by Alan, mark " + id());
    }
}
