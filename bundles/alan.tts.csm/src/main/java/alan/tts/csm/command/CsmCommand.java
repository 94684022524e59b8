package alan.tts.csm.command;

import alan.api.AlanException;

/** A command of this bundle: a picocli class that is made, filled from the arguments, run once, and thrown away. */
interface CsmCommand {
    /**
     * Does what the arguments ask for. Called on a thread of its own, which is interrupted when the command is to stop.
     *
     * @param console where to write
     * @throws AlanException its sentence is shown
     * @throws InterruptedException when the command is to stop
     */
    void run(Console console) throws AlanException, InterruptedException;
}
