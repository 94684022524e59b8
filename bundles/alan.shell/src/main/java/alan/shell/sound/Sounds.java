package alan.shell.sound;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import java.util.List;

/** Several sounds as one; none of them is silence. */
public record Sounds(List<Sound> all) implements Sound {
    @Override
    public void take(Pcm block) throws AlanException {
        for (Sound sound : all) {
            sound.take(block);
        }
    }

    @Override
    public void finish() throws AlanException, InterruptedException {
        for (Sound sound : all) {
            sound.finish();
        }
    }

    @Override
    public void playOut() throws AlanException, InterruptedException {
        for (Sound sound : all) {
            sound.playOut();
        }
    }

    @Override
    public void close() {
        all.forEach(Sound::close);
    }
}
