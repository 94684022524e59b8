package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.watermark.Mark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsIT {
    private final AudioFiles files = Tones.files();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {".wav", ".f32.wav", ".mp3", ".flac", ".opus", ".ogg"})
    void whatAFileSaysAboutItselfIsReadBackAndTheSoundIsTheSame(String ending) throws Exception {
        Path file = folder.resolve("tagged" + ending);
        Pcm sound = Tones.sine(24_000, 440, 0.5, 24_000);
        write(file, sound, new Mark(51_413, 12).tags("marta_ñ"));
        files.write(folder.resolve("plain" + ending), sound);

        assertThat(tags(file)).containsEntry("artist", "Alan (marta_ñ)").containsEntry("comment", "Synthetic speech, made by Alan, mark 51413/12");
        assertThat(tags(folder.resolve("plain" + ending))).doesNotContainKeys("artist", "comment");
        assertThat(files.read(file, 0).samples()).isEqualTo(files.read(folder.resolve("plain" + ending), 0).samples());
    }

    @ParameterizedTest
    @ValueSource(strings = {".wav", ".mp3", ".flac", ".opus"})
    void equalSoundWithEqualTagsGivesEqualBytes(String ending) throws Exception {
        Map<String, String> tags = new Mark(1, 2).tags(null);
        write(folder.resolve("a" + ending), Tones.sine(24_000, 440, 0.5, 24_000), tags);
        write(folder.resolve("b" + ending), Tones.sine(24_000, 440, 0.5, 24_000), tags);

        assertThat(folder.resolve("a" + ending)).hasSameBinaryContentAs(folder.resolve("b" + ending));
    }

    @Test
    void aReaderThatKnowsNoTagsSeesThemInTheBytes() throws Exception {
        write(folder.resolve("a.flac"), Tones.sine(24_000, 440, 0.5, 24_000), new Mark(7, 9).tags("leo"));
        assertThat(Files.readString(folder.resolve("a.flac"), StandardCharsets.ISO_8859_1)).contains("made by Alan, mark 7/9");
    }

    private void write(Path file, Pcm sound, Map<String, String> tags) throws Exception {
        try (AudioSink sink = files.create(file, sound.sampleRate(), tags)) {
            sink.write(sound.samples());
            sink.finish();
        }
    }

    /** Ogg keeps them with the stream, the others with the file. */
    private static Map<String, String> tags(Path file) throws Exception {
        Map<String, String> tags = new TreeMap<>();
        try (SoundContainer container = new SoundContainer(file)) {
            AVStream stream = container.audioStream();
            add(container.context().metadata(), tags);
            add(stream.metadata(), tags);
        }
        return tags;
    }

    private static void add(AVDictionary dictionary, Map<String, String> tags) {
        AVDictionaryEntry entry = avutil.av_dict_get(dictionary, "", null, avutil.AV_DICT_IGNORE_SUFFIX);
        while (entry != null) {
            tags.put(entry.key().getString(StandardCharsets.UTF_8).toLowerCase(Locale.ROOT), entry.value().getString(StandardCharsets.UTF_8));
            entry = avutil.av_dict_get(dictionary, "", entry, avutil.AV_DICT_IGNORE_SUFFIX);
        }
    }
}
