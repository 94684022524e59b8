package alan.shell.command;

import alan.api.engine.EngineKind;
import alan.shell.CommandFailed;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Kinds of engine by name. */
final class Kinds {
    private Kinds() {}

    /**
     * {@return the kind of that name}
     *
     * @param name such as {@code stt}
     * @throws CommandFailed when there is none
     */
    static EngineKind parse(String name) {
        return EngineKind.of(name).orElseThrow(() -> CommandFailed.usage("There is no kind of engine %s; there are %s.",
                name, Arrays.stream(EngineKind.values()).map(EngineKind::id).collect(Collectors.joining(", "))));
    }
}
