package alan.tts.csm.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/** A Gogo session with one command, whose output is kept. */
final class Shell implements AutoCloseable {
    private final CommandProcessorImpl processor = new CommandProcessorImpl();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandSession session;

    /** @param folder of the session @param name of the command @param command itself */
    Shell(Path folder, String name, Function command) {
        processor.addCommand("alan", command, name);
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, err);
        session.currentDir(folder.toAbsolutePath());
    }

    /** Executes a line and gives what it printed. */
    String run(String line) throws Exception {
        out.reset();
        err.reset();
        session.execute(line);
        return out();
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        session.close();
        processor.stop();
    }
}
