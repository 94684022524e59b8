package alan.shell;

import picocli.CommandLine.Option;

/** {@code --json}, for commands that can print one document and nothing else. */
public final class JsonOption {
    @Option(names = "--json", description = "Prints one JSON document and nothing else.")
    private boolean json;

    /** {@return whether it was given} */
    public boolean given() {
        return json;
    }
}
