package alan.voices.store;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.text.Text;
import alan.api.voice.Consent;
import alan.api.voice.Finding;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceSegment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A voice's folder: {@code voice.json}, {@code segments/001.wav} beside {@code 001.txt}, and {@code receipt.json}, which is the affair of {@code consent}.
 *
 * <p>Everything stands in one file only: a text in its {@code .txt}, how long a sound is in its {@code .wav}, the voice's name in the folder's. So every change
 * replaces one file, and what somebody writes into a {@code .txt} by hand is what counts.
 */
public final class VoiceFolder {
    /** Its receipt, if there is one. */
    public static final String RECEIPT = "receipt.json";

    private static final String ABOUT = "voice.json";
    private static final String SEGMENTS = "segments";
    /** Bytes of a text file: a character takes at most four. */
    private static final long TEXT_BYTES = 4L * Limits.TEXT;

    private final Path folder;
    private final String name;
    private final Description about;
    private final List<VoiceSegment> segments;

    private VoiceFolder(Path folder, String name, Description about, List<VoiceSegment> segments) {
        this.folder = folder;
        this.name = name;
        this.about = about;
        this.segments = segments;
    }

    /** {@return whether a folder looks like a voice's} @param folder any */
    public static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve(ABOUT), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads all of a voice but its sounds.
     *
     * @param folder of the voice
     * @param name of the voice
     * @return the voice
     * @throws AlanException when something in it is missing, spoilt, or a link
     */
    public static VoiceFolder read(Path folder, String name) throws AlanException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.isDirectory(folder.resolve(SEGMENTS), LinkOption.NOFOLLOW_LINKS)) {
            throw new AlanException("%s is not the folder of a voice: it holds no folder %s.", Disk.shown(folder), SEGMENTS);
        }
        Description about = Description.read(folder.resolve(ABOUT));
        List<VoiceSegment> segments = new ArrayList<>();
        double seconds = 0;
        for (Description.Segment each : about.segments()) {
            String text = text(folder.resolve(file(each.number(), ".txt")));
            VoiceSegment segment = new VoiceSegment(each.number(), text, each.language(), seconds(folder.resolve(file(each.number(), ".wav"))),
                    text.equals(each.heard()) ? each.doubtful() : List.of(), each.snr());
            segments.add(segment);
            seconds += segment.seconds();
        }
        Limits.check(segments.size(), seconds, Text.of("The folder %s", Disk.shown(folder)));
        return new VoiceFolder(folder, name, about, segments);
    }

    /**
     * Writes a voice.
     *
     * @param folder to be made
     * @param draft what it consists of; its sounds 24 kHz
     * @param pinned numbers of segments
     * @param created when
     * @throws AlanException when it is too much or too little
     */
    public static void write(Path folder, VoiceDraft draft, List<Integer> pinned, Instant created) throws AlanException, IOException {
        Files.createDirectories(folder.resolve(SEGMENTS));
        List<Description.Segment> segments = new ArrayList<>();
        double seconds = 0;
        for (VoiceDraft.Segment each : draft.segments()) {
            VoiceSegment segment = each.about();
            Text where = Text.of("Segment %s", segment.number());
            if (segment.number() != segments.size() + 1) {
                throw new IllegalArgumentException("segment " + segment.number() + " comes as number " + (segments.size() + 1));
            }
            String text = Limits.text(segment.text(), where);
            Limits.check(each.sound().seconds(), where);
            seconds += each.sound().seconds();
            Limits.check(segments.size() + 1, seconds, Text.of("The voice"));
            Disk.write(folder.resolve(file(segment.number(), ".wav")), Wav.bytes(each.sound()));
            Disk.write(folder.resolve(file(segment.number(), ".txt")), line(text));
            segments.add(new Description.Segment(segment.number(), segment.language(), segment.snr(),
                    segment.doubtful().isEmpty() ? null : text, segment.doubtful()));
        }
        Limits.check(segments.size(), seconds, Text.of("The voice"));
        Disk.write(folder.resolve(ABOUT), new Description(created, List.copyOf(pinned), draft.findings(), segments).json());
    }

    /**
     * Writes this voice a second time, but for its receipt.
     *
     * @param to folder to be made
     * @throws AlanException when one of its sounds is not what it should be
     */
    public void copy(Path to) throws AlanException, IOException {
        Files.createDirectories(to.resolve(SEGMENTS));
        for (VoiceSegment segment : segments) {
            byte[] sound = bytes(segment);
            pcm(segment, sound);
            Disk.write(to.resolve(file(segment.number(), ".wav")), sound);
            Disk.write(to.resolve(file(segment.number(), ".txt")), line(segment.text()));
        }
        Disk.write(to.resolve(ABOUT), about.json());
    }

    /** {@return the files that make it up, its receipt if there is one among them} */
    public List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(folder.resolve(ABOUT)));
        segments.forEach(each -> files.addAll(List.of(sound(each), folder.resolve(file(each.number(), ".txt")))));
        if (Files.isRegularFile(folder.resolve(RECEIPT), LinkOption.NOFOLLOW_LINKS)) {
            files.add(folder.resolve(RECEIPT));
        }
        return files;
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return where it is} */
    public Path path() {
        return folder;
    }

    /** {@return its segments} */
    public List<VoiceSegment> segments() {
        return segments;
    }

    /** {@return numbers of the segments that are always shown} */
    public List<Integer> pinned() {
        return about.pinned();
    }

    /** {@return about its recording} */
    public List<Finding> findings() {
        return about.findings();
    }

    /** {@return when it was made} */
    public Instant created() {
        return about.created();
    }

    /** {@return it, as others see it} @param consent whether it may speak */
    public VoiceProfile profile(Consent consent) {
        return new VoiceProfile(name, about.created(), segments, about.findings(), about.pinned(), consent);
    }

    /** {@return a segment} @param number of it @throws AlanException when there is none */
    public VoiceSegment segment(int number) throws AlanException {
        return segments.stream().filter(each -> each.number() == number).findFirst().orElseThrow(() -> new AlanException(
                "The voice %s has no segment %s; alan:voice-show %s lists those that it has.", name, number, name));
    }

    /** {@return the file with a segment's sound} */
    public Path sound(VoiceSegment segment) {
        return folder.resolve(file(segment.number(), ".wav"));
    }

    /** {@return the bytes of a segment's sound file} @throws AlanException when it cannot be read */
    public byte[] bytes(VoiceSegment segment) throws AlanException {
        try {
            return Disk.read(sound(segment), Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new AlanException("The sound %s cannot be read: %s", Disk.shown(sound(segment)), Disk.why(e), e);
        }
    }

    /** {@return a segment's sound} @param bytes of its file @throws AlanException when it is not what it should be */
    public Pcm pcm(VoiceSegment segment, byte[] bytes) throws AlanException {
        try {
            return Wav.read(bytes);
        } catch (Wav.NotOurs e) {
            throw notOurs(sound(segment), e);
        }
    }

    /**
     * Changes what is said in a segment. At any moment the old text is there or the new.
     *
     * @param segment which
     * @param text what is said, in one line
     * @param aside for files that are being made
     */
    public void edit(VoiceSegment segment, String text, Path aside) throws IOException {
        Description.Segment kept = about.segments().stream().filter(each -> each.number() == segment.number()).findFirst().orElseThrow();
        if (text.equals(kept.heard())) {
            // Somebody says that it was heard rightly. The doubts go first: beside another text they are not seen anyhow.
            Disk.replace(folder.resolve(ABOUT), about.sure(segment.number()).json(), aside);
        }
        if (!text.equals(segment.text())) {
            Disk.replace(folder.resolve(file(segment.number(), ".txt")), line(text), aside);
        }
    }

    /** Fixes which segments are shown. @param numbers of them @param aside likewise */
    public void pin(List<Integer> numbers, Path aside) throws IOException {
        Disk.replace(folder.resolve(ABOUT), about.withPinned(numbers).json(), aside);
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String file(int number, String ending) {
        return String.format("%s/%03d%s", SEGMENTS, number, ending);
    }

    private static String text(Path file) throws AlanException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Disk.read(file, TEXT_BYTES))).toString();
            return Limits.text(text, Text.of("The file %s", Disk.shown(file)));
        } catch (CharacterCodingException e) {
            throw new AlanException("The text %s is not in UTF-8; save it in that encoding.", Disk.shown(file), e);
        } catch (IOException e) {
            throw new AlanException("The text %s cannot be read: %s", Disk.shown(file), Disk.why(e), e);
        }
    }

    private static double seconds(Path file) throws AlanException {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new AlanException("The sound %s is missing, or is no file.", Disk.shown(file));
            }
            double seconds = Wav.seconds(file);
            Limits.check(seconds, Text.of("The file %s", Disk.shown(file)));
            return seconds;
        } catch (Wav.NotOurs e) {
            throw notOurs(file, e);
        } catch (IOException e) {
            throw new AlanException("The sound %s cannot be read: %s", Disk.shown(file), Disk.why(e), e);
        }
    }

    private static AlanException notOurs(Path file, Wav.NotOurs e) {
        return new AlanException("The sound %s is not a wav file with 24 kHz, one channel and 16 bits (%s).", Disk.shown(file), e.getMessage(), e);
    }
}
