package alan.perform;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.perform.Performance.Performed;
import alan.api.perform.PerformanceRequest;
import alan.api.perform.Script;
import alan.api.watermark.Mark;
import alan.perform.sound.Levels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Puts the lines together: one sound, a file a line, and subtitles. Of all sounds one is in memory at a time. */
final class SoundTrack {
    private static final Pattern ENDING = Pattern.compile("(?i)(?:\\.f32)?\\.[a-z0-9]{1,5}$");

    private final PerformanceRequest request;
    private final Script script;
    private final List<Take> takes;
    private final AudioFiles files;
    private final WorkFolder work;

    /**
     * @param script what the lines are of
     * @param takes of its lines
     * @param files reads and writes sound
     * @param work has the lines
     */
    SoundTrack(PerformanceRequest request, Script script, List<Take> takes, AudioFiles files, WorkFolder work) {
        this.request = request;
        this.script = script;
        this.takes = takes;
        this.files = files;
        this.work = work;
    }

    /** Stops the writing of the files, when somebody wants that. */
    interface Check {
        /** @throws AlanException when it is to stop */
        void stop() throws AlanException;
    }

    /**
     * {@return the sound file of a performance with another ending}
     *
     * @param out the sound file
     * @param ending with a dot
     */
    static Path beside(Path out, String ending) {
        return out.resolveSibling(ENDING.matcher(out.getFileName().toString()).replaceFirst("") + ending);
    }

    /**
     * Writes all files; the sound comes last, so that whoever sees it sees everything.
     *
     * @param check asked before each line
     * @return what there is
     */
    Performed write(Check check) throws AlanException {
        int rate = 0;
        float[] gains = new float[takes.size()];
        for (int i = 0; i < gains.length; i++) {
            check.stop();
            Pcm sound = files.read(work.file(i), 0);
            rate = Math.max(rate, sound.sampleRate());
            gains[i] = Levels.gain(sound);
        }
        List<Path> lines = new ArrayList<>();
        try (AudioSink sink = files.create(request.out(), rate, Mark.SYNTHETIC)) {
            Timeline timeline = write(sink, gains, lines, check);
            List<Path> subtitles = request.subtitles() ? subtitles(timeline.cues()) : List.of();
            sink.finish();
            return new Performed(request.out(), timeline.seconds(), subtitles, lines);
        }
    }

    private Timeline write(AudioSink sink, float[] gains, List<Path> lines, Check check) throws AlanException {
        int rate = sink.sampleRate();
        List<Timeline.Cue> cues = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < takes.size(); i++) {
            check.stop();
            Take take = takes.get(i);
            at += silence(sink, take.line().pause() + (i == 0 ? 0 : request.pause()));
            Pcm sound = louder(files.resample(files.read(work.file(i), 0), rate), gains[i]);
            sink.write(sound.samples());
            if (request.split() != null) {
                lines.add(line(i, sound));
            }
            long end = at + sound.samples().length;
            cues.addAll(Timeline.cues(at / (double) rate, end / (double) rate, take.role().name(), take.line().text()));
            at = end;
        }
        at += silence(sink, script.end());
        return new Timeline(cues, at / (double) rate);
    }

    private static int silence(AudioSink sink, double seconds) throws AlanException {
        int samples = (int) Math.round(seconds * sink.sampleRate());
        if (samples > 0) {
            sink.write(new float[samples]);
        }
        return samples;
    }

    private static Pcm louder(Pcm sound, float gain) {
        float[] samples = sound.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= gain;
        }
        return new Pcm(sound.sampleRate(), samples);
    }

    private Path line(int index, Pcm sound) throws AlanException {
        String out = request.out().getFileName().toString();
        String ending = out.substring(ENDING.matcher(out).replaceFirst("").length());
        String voice = takes.get(index).role().name().replaceAll("[^\\p{L}\\p{N}_-]", "_");
        Path file = request.split().resolve(String.format(Locale.ROOT, "%03d-%s%s", index + 1, voice, ending));
        try (AudioSink sink = files.create(file, sound.sampleRate(), Mark.SYNTHETIC)) {
            sink.write(sound.samples());
            sink.finish();
        }
        return file;
    }

    private List<Path> subtitles(List<Timeline.Cue> cues) throws AlanException {
        Path srt = beside(request.out(), ".srt");
        Path vtt = beside(request.out(), ".vtt");
        text(srt, Subtitles.srt(cues));
        text(vtt, Subtitles.vtt(cues));
        return List.of(srt, vtt);
    }

    private static void text(Path file, String content) throws AlanException {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(aside, content);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AlanException("The subtitles %s cannot be written; check the permissions of their folder.", file, e);
        }
    }
}
