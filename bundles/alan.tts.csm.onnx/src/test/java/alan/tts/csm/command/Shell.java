package alan.tts.csm.command;

import alan.api.engine.Engine;
import alan.tts.csm.tensor.BackendFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;

/** A Gogo session with {@code csm-generate}, whose output is kept. */
final class Shell implements AutoCloseable {
    private final CommandProcessorImpl processor = new CommandProcessorImpl();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandSession session;
    private final GenerateFunction command;

    /** @param folder of the session @param files clips and sounds @param backend that computes */
    Shell(Path folder, MemorySounds files, BackendFactory backend) {
        command = new GenerateFunction(files, List.of(Map.entry(Map.of(Engine.BACKEND, "onnx"), backend)));
        processor.addCommand("alan", command, "csm-generate");
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, err);
        session.currentDir(folder.toAbsolutePath());
    }

    /** Executes a line and gives what it printed. @param texts by the names of the variables that stand for them in the line */
    String run(String line, Map<String, String> texts) throws Exception {
        out.reset();
        err.reset();
        texts.forEach(session::put);
        session.execute(line);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Calls the command on this very thread, as Gogo does on one of its own. @param words its arguments */
    void call(String words) throws CommandFailed {
        command.execute(session, List.of((Object[]) words.split(" ")));
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
