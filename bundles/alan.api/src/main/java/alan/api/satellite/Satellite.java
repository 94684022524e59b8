package alan.api.satellite;

import alan.api.AlanException;
import alan.api.listen.WakeWord;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A microphone that waits for a wake word, and a speaker, for one hub at a time. A service.
 *
 * <p>The microphone is open only while a hub is attached, and not while the satellite is muted or the hub has paused it. Until a wake word is said nothing that it hears
 * leaves this process.
 */
@ProviderType
public interface Satellite {
    /**
     * Lets a hub use this satellite. One that is there already keeps it for as long as it is {@link Hub#alive}: two that took it from each other would never stop to.
     * One that is not is told that it has no more part in it.
     *
     * @param hub is told what happens
     * @return what the hub does; the caller closes it when the hub goes
     * @throws AlanException when another has it, with its name
     */
    Link attach(Hub hub) throws AlanException;

    /**
     * Tells somebody of everything that happens from now on.
     *
     * @param watcher is told
     * @return ends that
     */
    Watching watch(SatelliteWatcher watcher);

    /** {@return how it stands} Cheap, and allowed at any time. */
    SatelliteStatus status();

    /** Closes the microphone, or opens it again if a hub wants it. @param muted which of both */
    void mute(boolean muted);

    /** Has it listen now, as if a wake word had been said: for a button. Does nothing where no hub is attached, or the microphone is muted. */
    void listen();

    /** Stops what is going on: what is said, answered or played, and a timer that rings. */
    void stop();

    /** Sets how loud the speaker is. @param volume from 0 to 1, in which what is played is multiplied */
    void volume(double volume);

    /** {@return what it can wait for; empty where no engine is installed} */
    List<WakeWord.Name> wakeWords();

    /** {@return ids of those that it waits for} */
    Set<String> activeWakeWords();

    /**
     * Chooses what to wait for, until the satellite is configured anew.
     *
     * @param ids of {@link #wakeWords}; one at least
     * @throws AlanException when one is not known
     */
    void waitFor(Set<String> ids) throws AlanException;

    /** Somebody is told what happens. */
    interface Watching extends AutoCloseable {
        /** Tells nothing more. Does nothing the second time. */
        @Override
        void close();
    }

    /** What a hub does with the satellite. Any thread may call, and nothing waits for sound. Without effect when another hub has been attached. */
    interface Link extends AutoCloseable {
        /** Has it listen now, as if a wake word had been said; what it plays is stopped. Does nothing while the microphone is muted. */
        void listen();

        /** Enough was heard: no more sound is sent, and an answer is awaited. */
        void heard();

        /** What the hub has understood, for displays. @param text of it */
        void understood(String text);

        /** What the hub is going to say, for displays. @param text of it */
        void answers(String text);

        /**
         * Plays something, after what is being played.
         *
         * @param sampleRate in Hz
         * @return takes the sound; {@link Hub#played} follows its end
         */
        Playback play(int sampleRate);

        /** Stops what is being played, and drops what waits. {@link Hub#played} follows for each. */
        void quiet();

        /** The turn is over: the wake word is waited for again, once everything has been played. */
        void done();

        /** The turn has failed. @param sentence why */
        void failed(String sentence);

        /** The hub wants to hear nothing, not even wake words. @param paused or does again */
        void pause(boolean paused);

        /** A timer was started, or has changed. @param timer as it is now */
        void timer(SatelliteTimer timer);

        /** A timer is over, or was cancelled. @param id of it @param finished whether it rings */
        void timerEnded(String id, boolean finished);

        /** The hub has gone. Does nothing the second time. */
        @Override
        void close();
    }

    /** Sound on its way to the speaker. When its turn has come and there is none for a minute, it ends by itself. */
    interface Playback {
        /**
         * Adds sound, without waiting. There is room for some minutes, of all playbacks together; what is beyond is dropped.
         *
         * @param samples mono, from -1 to 1; not kept
         */
        void write(float[] samples);

        /** Waits until there is ample room again, or this playback is over: for whoever has more to play than there is room for, and can wait. */
        void awaitRoom();

        /** Says that there is no more. Does nothing the second time. */
        void end();
    }
}
