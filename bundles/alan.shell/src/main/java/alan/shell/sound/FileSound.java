package alan.shell.sound;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.watermark.Mark;
import java.nio.file.Path;

/** A file of any format, there when it is whole. */
public final class FileSound implements Sound {
    private final AudioFiles files;
    private final Path file;
    private AudioSink sink;
    private boolean closed;

    /**
     * @param files writes it
     * @param file its ending says the format
     */
    public FileSound(AudioFiles files, Path file) {
        this.files = files;
        this.file = file;
    }

    @Override
    public synchronized void take(Pcm block) throws AlanException {
        if (closed) {
            return;
        }
        if (sink == null) {
            sink = files.create(file, block.sampleRate(), Mark.SYNTHETIC);
        }
        sink.write(block.samples());
    }

    @Override
    public synchronized void finish() throws AlanException {
        if (closed) {
            return;
        }
        if (sink == null) {
            throw new AlanException("There was no sound, so %s was not written.", file);
        }
        sink.finish();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (sink != null) {
            sink.close();
        }
    }
}
