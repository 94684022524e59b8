package alan.audio;

import alan.api.AlanException;
import java.util.List;

/** Microphones and speakers: what is said when there is none that would do. A sentence each, since languages differ in more than the noun. */
enum DeviceKind {
    /** Hears. */
    MICROPHONE {
        @Override
        AlanException none() {
            return new AlanException("No microphone was found on this machine: connect one (on Linux, Java also needs the package libasound2), "
                    + "or use --input file:PATH with a sound file in its place.");
        }

        @Override
        AlanException unknown(String name, List<String> names) {
            return new AlanException("There is no microphone with \"%s\" in its name; choose one of these: %s.", name, String.join(", ", names));
        }

        @Override
        AlanException inUse(String name, Exception cause) {
            return new AlanException("The microphone %s could not be opened; another program may be using it: close that one, "
                    + "or choose another with --input.", name, cause);
        }

        @Override
        AlanException unfit(String name, Exception cause) {
            return new AlanException("The microphone %s has neither 44100 nor 48000 Hz at 16 bits; choose another with --input.", name, cause);
        }

        @Override
        AlanException gone(String name) {
            return new AlanException("The microphone %s does not answer any more; connect it again, or choose another one with --input.", name);
        }
    },

    /** Speaks. */
    SPEAKER {
        @Override
        AlanException none() {
            return new AlanException("No speaker was found on this machine: connect one (on Linux, Java also needs the package libasound2), "
                    + "or use --output file:PATH to write a sound file instead.");
        }

        @Override
        AlanException unknown(String name, List<String> names) {
            return new AlanException("There is no speaker with \"%s\" in its name; choose one of these: %s.", name, String.join(", ", names));
        }

        @Override
        AlanException inUse(String name, Exception cause) {
            return new AlanException("The speaker %s could not be opened; another program may be using it: close that one, "
                    + "or choose another with --output.", name, cause);
        }

        @Override
        AlanException unfit(String name, Exception cause) {
            return new AlanException("The speaker %s has neither 44100 nor 48000 Hz at 16 bits; choose another with --output.", name, cause);
        }

        @Override
        AlanException gone(String name) {
            return new AlanException("The speaker %s does not answer any more; connect it again, or choose another one with --output.", name);
        }
    };

    /** {@return that this machine has none} */
    abstract AlanException none();

    /** {@return that none is called so} @param name the wanted one @param names those that there are */
    abstract AlanException unknown(String name, List<String> names);

    /** {@return that it could not be opened} @param name of the device @param cause for the log */
    abstract AlanException inUse(String name, Exception cause);

    /** {@return that it has no format that can be used} @param name of the device @param cause for the log */
    abstract AlanException unfit(String name, Exception cause);

    /** {@return that it was pulled out} @param name of the device */
    abstract AlanException gone(String name);
}
