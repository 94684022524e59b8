package alan.audio;

import alan.api.AlanException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avutil;

/** What a sound file says about itself. */
final class SoundFileTags {
    private static final List<String> NAMES = List.of("title", "artist", "comment", "copyright");
    /** Characters of a value. A file may be anybody's, and a value as long as a book. */
    private static final int MOST = 500;

    private SoundFileTags() {}

    /** {@return those of a file that every format has a place for, by name} @throws AlanException when it is no sound file */
    static Map<String, String> read(Path file) throws AlanException {
        Map<String, String> tags = new TreeMap<>();
        try (SoundContainer container = new SoundContainer(file)) {
            // Ogg keeps them with the stream, the others with the file.
            AVStream stream = container.audioStream();
            add(container.context().metadata(), tags);
            add(stream.metadata(), tags);
        }
        return tags;
    }

    private static void add(AVDictionary dictionary, Map<String, String> tags) {
        AVDictionaryEntry entry = avutil.av_dict_get(dictionary, "", null, avutil.AV_DICT_IGNORE_SUFFIX);
        while (entry != null) {
            String name = entry.key().getString(StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            if (NAMES.contains(name)) {
                String value = entry.value().getString(StandardCharsets.UTF_8);
                tags.put(name, Shown.text(value.substring(0, Math.min(MOST, value.length()))));
            }
            entry = avutil.av_dict_get(dictionary, "", entry, avutil.AV_DICT_IGNORE_SUFFIX);
        }
    }
}
