package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.watermark.Mark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

        assertThat(files.tags(file)).containsEntry("artist", "Alan (marta_ñ)").containsEntry("comment", "Synthetic speech, made by Alan, mark 51413/12");
        assertThat(files.tags(folder.resolve("plain" + ending))).doesNotContainKeys("artist", "comment");
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
    void whatOthersWroteIsShortAndObeyedByNoTerminal() throws Exception {
        write(folder.resolve("a.flac"), Tones.sine(24_000, 440, 0.5, 24_000), Map.of("comment", "a\u001b[2Jb\n" + "x".repeat(10_000), "genre", "Polka"));
        Map<String, String> tags = files.tags(folder.resolve("a.flac"));
        assertThat(tags).containsOnlyKeys("comment");
        assertThat(tags.get("comment")).startsWith("a\\u001b[2Jb\\nxxx").hasSizeLessThan(600);
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
}
