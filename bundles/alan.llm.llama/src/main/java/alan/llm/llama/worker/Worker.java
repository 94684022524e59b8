package alan.llm.llama.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The program of the worker JVM. It reads frames from standard input and writes frames to standard output; whatever else would go
 * there goes to
 * standard error.
 *
 * <p>It ends at once when standard input ends, that is when its parent ends, however that came about. So one thread does nothing
 * but read.
 * A second renders and counts prompts, so that a conversation that is too long is refused without waiting for others; a third
 * owns the model.
 */
public final class Worker {
    /**
     * The library's log is written by a thread of its own; what it says about a failure should be out before the process ends.
     */
    private static final long LOG_DELAY_MS = 300;

    private final Outbox outbox;
    private final Map<Integer, Job> jobs = new ConcurrentHashMap<>();
    private final ExecutorService prompts = Executors.newSingleThreadExecutor(task -> new Thread(task, "prompts"));
    private final ExecutorService answers = Executors.newSingleThreadExecutor(task -> new Thread(task, "answers"));
    private volatile ChatModel model;
    private volatile Generator generator;

    private Worker(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Runs until standard input ends.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Outbox outbox = new Outbox(new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        ignoreInterrupt();
        try {
            new Worker(outbox).listen();
        } catch (IOException broken) {
            log("error: the worker's input is broken: " + broken.getMessage());
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    /**
     * Ctrl-C at a terminal goes to every process of the group. The parent decides what it means (perhaps only: stop this answer).
     * Reflection,
     * because the class is not part of the Java platform.
     */
    private static void ignoreInterrupt() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance("INT"),
                            handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException notThisJvm) {
            log("this JVM lets nobody ignore interrupts: " + notThisJvm);
        }
    }

    /** For the parent's log, so in English. */
    private static void log(String line) {
        System.err.println(line);
    }

    private void listen() throws IOException {
        FrameStream.Reader in = new FrameStream.Reader(new FileInputStream(FileDescriptor.in), stray -> {});
        for (Frame frame = in.next(); frame != null && frame.type() != Frame.Type.QUIT; frame = in.next()) {
            take(frame);
        }
    }

    private void take(Frame frame) throws IOException {
        switch (frame.type()) {
            case LOAD -> {
                LoadRequest request = LoadRequest.read(frame.in());
                answers.execute(() -> load(request));
            }
            case COUNT -> {
                List<ChatMessage> messages = ChatMessage.readAll(frame.in());
                prompts.execute(guarded(frame.id(), () -> count(frame.id(), messages)));
            }
            case GENERATE -> {
                Job job = new Job(frame.id(), GenerateRequest.read(frame.in()));
                jobs.put(job.id(), job);
                prompts.execute(guarded(job.id(), () -> prepare(job)));
            }
            case MEASURE -> answers.execute(guarded(frame.id(), () -> measure(frame.id())));
            case CANCEL -> {
                Job job = jobs.remove(frame.id());
                if (job != null) {
                    job.cancel();
                }
            }
            default -> throw new IOException("a frame of type " + frame.type());
        }
    }

    private Runnable guarded(int id, Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error failure) {
                jobs.remove(id);
                outbox.fail(id, failure);
            }
        };
    }

    private void load(LoadRequest request) {
        try {
            model = new ChatModel(request);
            generator = new Generator(model, outbox);
            outbox.send(new Frame(Frame.Type.READY, 0));
        } catch (RuntimeException | Error failure) {
            pause();
            outbox.fail(0, failure);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOG_DELAY_MS);
        } catch (InterruptedException goOn) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(int id, List<ChatMessage> messages) {
        int tokens = model.countTokens(model.prompt(messages));
        outbox.send(new Frame(Frame.Type.COUNTED, id, out -> out.writeInt(tokens)));
    }

    private void prepare(Job job) {
        String prompt = model.prompt(job.request().messages());
        int tokens = model.countTokens(prompt);
        boolean fits = tokens + 1 < model.context();
        job.prepared(prompt, tokens);
        outbox.send(new Frame(fits ? Frame.Type.ACCEPTED : Frame.Type.REFUSED, job.id(), out -> out.writeInt(tokens)));
        if (fits) {
            answers.execute(guarded(job.id(), () -> {
                generator.answer(job);
                jobs.remove(job.id());
            }));
        } else {
            jobs.remove(job.id());
        }
    }

    private void measure(int id) {
        Measurement measurement = new Measurement(model);
        measurement.run();
        outbox.send(new Frame(Frame.Type.MEASURED, id, out -> {
            out.writeDouble(measurement.readRate());
            out.writeDouble(measurement.writeRate());
        }));
    }
}
