package alan.tts.csm.command;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.text.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What is written. */
final class OutputOptions {
    @Option(names = "--codes", paramLabel = "${bundle:FILE}",
            description = "Writes the frames as JSON: the codes of each, why they end, the seed and the times.")
    private Path codes;

    @Option(names = "--out", paramLabel = "${bundle:FILE}",
            description = "Writes the sound; a name that ends in .f32.wav gets 32-bit floats, unclipped, one in .wav 16 bits.")
    private Path out;

    /** {@return the file for the codes; {@code null} for none} @param console of the command */
    Path codes(Console console) {
        return codes == null ? null : console.resolve(codes);
    }

    /** {@return the file for the sound; {@code null} for none} @param console of the command */
    Path sound(Console console) {
        return out == null ? null : console.resolve(out);
    }

    /**
     * Finds out whether the files can be written, before anything that takes long. Leaves nothing.
     *
     * @param console of the command
     * @param files writes sound
     * @param sampleRate of the sound
     * @throws AlanException when they cannot
     */
    void check(Console console, AudioFiles files, int sampleRate) throws AlanException {
        Path document = codes(console);
        Path sound = sound(console);
        if (document == null && sound == null) {
            throw new AlanException("There is nothing to write to; name a file with --codes, with --out, or with both.");
        }
        if (document != null) {
            AsideFile.check(document);
        }
        if (sound != null) {
            if (sound.equals(document)) {
                throw new AlanException("--codes and --out are the same file, %s; name two.", sound);
            }
            if (FloatWav.is(sound)) {
                AsideFile.check(sound);
            } else {
                files.create(sound, sampleRate).close();
            }
        }
    }

    /**
     * Writes the files. None of them is there before it is whole; the codes come last, so who finds them finds the sound, too.
     *
     * @param console of the command
     * @param files writes sound
     * @param result its sound is not written if it is empty
     * @param sampleRate of the sound
     * @throws AlanException when they cannot be written
     */
    void write(Console console, AudioFiles files, Generation.Result result, int sampleRate) throws AlanException {
        Path document = codes(console);
        Path sound = result.sound().length == 0 ? null : sound(console);
        boolean exact = sound != null && FloatWav.is(sound);
        try (AsideFile codes = document == null ? null : new AsideFile(document, json(result.codes()));
                AsideFile floats = exact ? new AsideFile(sound, FloatWav.of(result.sound(), sampleRate)) : null) {
            if (exact) {
                floats.finish();
            } else if (sound != null) {
                files.write(sound, new Pcm(sampleRate, result.sound()));
                warn(console, result.sound());
            }
            if (codes != null) {
                codes.finish();
            }
        }
    }

    private static byte[] json(Codes codes) {
        return (Json.text(codes) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void warn(Console console, float... sound) {
        float peak = 0;
        for (float sample : sound) {
            peak = Math.max(peak, Math.abs(sample));
        }
        if (peak > 1) {
            console.err().println(Text.tr(
                    "The sound goes up to %.2f, and this file to 1, so it is clipped; a name that ends in .f32.wav keeps it whole.", peak));
        }
    }
}
