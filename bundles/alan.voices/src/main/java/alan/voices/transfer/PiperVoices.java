package alan.voices.transfer;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.text.Text;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfiles;
import alan.api.voice.VoiceSegment;
import alan.voices.store.Disk;
import alan.voices.store.Limits;
import alan.voices.store.Quality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder of wyoming-piper's voice cloning: {@code LANGUAGE/VOICE/ref.wav} and {@code ref.txt}. What a voice has in several languages becomes one voice. */
final class PiperVoices {
    private static final String SOUND = "ref.wav";
    private static final String TEXT = "ref.txt";

    private final AudioFiles audio;

    PiperVoices(AudioFiles audio) {
        this.audio = audio;
    }

    /** A reading in a language. */
    private record Reading(String language, Path folder) {}

    /** {@return the voices in a folder, by name; none where it is no such folder} */
    Map<String, VoiceDraft> read(Path root) throws AlanException, IOException {
        Map<String, List<Reading>> voices = new TreeMap<>();
        for (Path language : Importer.folders(root)) {
            for (Path voice : Importer.folders(language)) {
                if (Files.exists(voice.resolve(SOUND), LinkOption.NOFOLLOW_LINKS)) {
                    voices.computeIfAbsent(voice.getFileName().toString(), name -> new ArrayList<>()).add(new Reading(code(language), voice));
                }
            }
        }
        Map<String, VoiceDraft> drafts = new TreeMap<>();
        for (Map.Entry<String, List<Reading>> voice : voices.entrySet()) {
            List<VoiceDraft.Segment> segments = new ArrayList<>();
            for (Reading each : voice.getValue()) {
                segments.add(segment(segments.size() + 1, each));
            }
            drafts.put(voice.getKey(), new VoiceDraft(segments, List.of(), List.of()));
        }
        return drafts;
    }

    /** {@code es_MX} is Spanish. */
    private static String code(Path folder) throws AlanException {
        String code = folder.getFileName().toString().split("[-_]", 2)[0];
        if (!Arrays.asList(java.util.Locale.getISOLanguages()).contains(code)) {
            throw new AlanException("The folder %s is to be named after a language, such as en or es_MX.", folder);
        }
        return code;
    }

    private VoiceDraft.Segment segment(int number, Reading reading) throws AlanException {
        Path file = reading.folder.resolve(TEXT);
        String text;
        try {
            text = Limits.text(new String(Disk.read(file, 4L * Limits.TEXT), StandardCharsets.UTF_8), Text.of("The file %s", file));
        } catch (IOException e) {
            throw new AlanException("What is said in %s stands in no file %s; write it there.", reading.folder.resolve(SOUND), file, e);
        }
        Pcm sound = sound(reading.folder.resolve(SOUND));
        return new VoiceDraft.Segment(new VoiceSegment(number, text, reading.language, sound.seconds(), List.of(), Quality.snr(sound)), sound);
    }

    private Pcm sound(Path file) throws AlanException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new AlanException("The sound %s is missing, or is no file.", file);
        }
        int most = (int) (Limits.SEGMENT_SECONDS * VoiceProfiles.SAMPLE_RATE);
        float[] samples = new float[0];
        try (PcmStream stream = audio.open(file, VoiceProfiles.SAMPLE_RATE)) {
            // Not readAll: who knows how long it is.
            for (float[] block = stream.read(); block != null; block = stream.read()) {
                int length = samples.length;
                samples = Arrays.copyOf(samples, length + block.length);
                System.arraycopy(block, 0, samples, length, block.length);
                if (samples.length > most) {
                    throw new AlanException("The sound %s lasts more than %.0f s; a segment lasts at most that, and sounds best with 2 to 15 s.",
                            file, Limits.SEGMENT_SECONDS);
                }
            }
        }
        return new Pcm(VoiceProfiles.SAMPLE_RATE, samples);
    }
}
