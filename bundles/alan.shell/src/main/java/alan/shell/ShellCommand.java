package alan.shell;

import alan.api.AlanException;

/** A command of the shell: a picocli class that is made, filled from the arguments, run once, and thrown away. */
public interface ShellCommand {
    /**
     * Does what the arguments ask for. Called on a thread of its own, which is interrupted when the command is to stop.
     *
     * @param console where to write; resources that make this method wait are handed to {@link Console#closing}
     * @throws AlanException its sentence is shown
     * @throws InterruptedException when the command is to stop
     */
    void run(Console console) throws AlanException, InterruptedException;
}
