package alan.api.satellite;

import alan.api.listen.WakeWord;
import org.osgi.annotation.versioning.ConsumerType;

/** Whoever listens to a satellite and answers. It is told one thing at a time of a kind, and must not wait: what a network does not take is dropped. */
@ConsumerType
public interface Hub {
    /** {@return who it is, for people: its address} */
    String name();

    /** {@return the machine that it is on, as a number: {@code 192.168.1.4}} Whoever has paused the satellite gives way to another of the same machine. */
    String host();

    /** {@return whether it is still there, as far as can be seen} Another one may take the place of a hub that is not. Cheap, and takes no lock. */
    boolean alive();

    /**
     * Somebody wants to speak. Sound follows, until {@link Satellite.Link#heard} or {@link #unheard}.
     *
     * @param word that was said; {@code null} when the hub asked for it by {@link Satellite.Link#listen}
     */
    void woken(WakeWord.Name word);

    /** A piece of what is said. @param block at {@link WakeWord#SAMPLE_RATE}, mono, from -1 to 1; not to be changed */
    void sound(float[] block);

    /** Nothing more comes of what was being said, as the microphone was muted or has failed, it took too long, or somebody has stopped it. */
    void unheard();

    /** Somebody has stopped the turn while its answer was awaited: that answer is not to be played any more. */
    void unwanted();

    /** Somebody is about to stop what is being played: nothing more of it is to come, and nothing that was to follow when it has been heard. */
    void stopped();

    /** It has not noticed in time that nobody speaks any more, or has not answered: whatever it is still doing, it is to give up. */
    void late();

    /** What {@link Satellite.Link#play} was given is over: it was played, or stopped, or could not be. */
    void played();

    /** Another hub has been attached. Nothing more is told. */
    void replaced();
}
