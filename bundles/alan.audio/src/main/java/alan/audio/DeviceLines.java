package alan.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.Mixer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices of this machine that have one kind of line, by name.
 *
 * @param kind {@code TargetDataLine} for microphones, {@code SourceDataLine} for speakers
 * @param system where the devices come from, asked anew each time: they are plugged in and out
 */
record DeviceLines(Class<? extends DataLine> kind, Supplier<List<Mixer>> system) {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceLines.class);

    /** {@return what Java Sound knows about this machine; nothing where it cannot be loaded, as on a server without ALSA} */
    static List<Mixer> installed() {
        List<Mixer> mixers = new ArrayList<>();
        try {
            for (Mixer.Info info : AudioSystem.getMixerInfo()) {
                mixers.add(AudioSystem.getMixer(info));
            }
        } catch (LinkageError | IllegalArgumentException | SecurityException e) {
            LOG.warn("Java Sound does not work on this machine.", e);
        }
        return mixers;
    }

    /** {@return the names, in the system's order: its default device comes first} */
    List<String> names() {
        return devices().stream().map(DeviceLines::name).distinct().toList();
    }

    /**
     * {@return the device that is called so, or else the first with that in its name}
     *
     * @param device {@code default}, or a part of a name in upper or lower case
     */
    Optional<Mixer> find(String device) {
        List<Mixer> devices = devices();
        if (device.equals(SoundDevices.DEFAULT)) {
            return devices.stream().findFirst();
        }
        String wanted = device.toLowerCase(Locale.ROOT);
        return devices.stream().filter(mixer -> name(mixer).equalsIgnoreCase(device)).findFirst()
                .or(() -> devices.stream().filter(mixer -> name(mixer).toLowerCase(Locale.ROOT).contains(wanted)).findFirst());
    }

    /** {@return what a person calls this device} */
    static String name(Mixer mixer) {
        return mixer.getMixerInfo().getName();
    }

    private List<Mixer> devices() {
        Line.Info line = new Line.Info(kind);
        return system.get().stream().filter(mixer -> mixer.isLineSupported(line)).toList();
    }
}
