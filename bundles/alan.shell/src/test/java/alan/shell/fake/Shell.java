package alan.shell.fake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/** A Gogo session with some functions of scope {@code alan}, whose output is kept. */
public final class Shell implements AutoCloseable {
    private final CommandProcessorImpl processor = new CommandProcessorImpl();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandSession session;

    /**
     * @param folder of the session
     * @param functions by name
     */
    public Shell(Path folder, Map<String, ? extends Function> functions) {
        functions.forEach((name, function) -> processor.addCommand("alan", function, name));
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, err);
        session.currentDir(folder);
        session.put("SCOPE", "alan:gogo:*");
    }

    /** Executes a line and gives what it printed. */
    public String run(String line) throws Exception {
        out.reset();
        err.reset();
        session.execute(line);
        return out();
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    public CommandSession session() {
        return session;
    }

    public CommandProcessorImpl processor() {
        return processor;
    }

    @Override
    public void close() {
        session.close();
        processor.stop();
    }
}
