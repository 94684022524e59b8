package alan.shell.fake;

import alan.api.AlanException;
import alan.api.perform.DialogueRequest;
import alan.api.perform.Performance;
import alan.api.perform.PerformanceRequest;
import alan.api.perform.Performances;
import alan.api.perform.Script;
import alan.api.perform.ScriptWriter;
import alan.api.text.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Performances of four lines, and a writer that lets the voices count. */
public final class FakeScripts implements Performances, ScriptWriter {
    public final List<PerformanceRequest> performed = new ArrayList<>();
    public final List<DialogueRequest> written = new ArrayList<>();
    public final CountDownLatch waiting = new CountDownLatch(1);
    public int kept;
    public boolean changed;
    public boolean endless;
    /** What is said of the third line; nothing if there is none. */
    public Text noticed;
    public AlanException failure;
    public volatile boolean closed;

    @Override
    public Script read(String text) {
        return new Script(List.of(line(1), line(2), line(3), line(4)), 0);
    }

    private static Script.Line line(int number) {
        return new Script.Line(number, "joe", "Line " + number + ".", 0);
    }

    @Override
    public Performance prepare(PerformanceRequest request) throws AlanException {
        performed.add(request);
        if (failure != null) {
            throw failure;
        }
        return new Performance() {
            @Override
            public Script script() {
                return read(request.script());
            }

            @Override
            public int kept() {
                return kept;
            }

            @Override
            public boolean changed() {
                return changed;
            }

            @Override
            public Performed run(Consumer<Progress> progress, Consumer<Text> notice) throws AlanException {
                for (int i = kept; i < 4; i++) {
                    if (i == 2 && noticed != null) {
                        notice.accept(noticed);
                    }
                    progress.accept(new Progress(i, 4, line(i + 1), i == kept ? null : 80.0 * (4 - i)));
                }
                if (endless) {
                    await();
                    throw new AlanException("It was stopped.");
                }
                progress.accept(new Progress(4, 4, null, null));
                Path srt = request.out().resolveSibling("play.srt");
                Path first = request.split() == null ? null : request.split().resolve("001-joe.wav");
                return new Performed(request.out(), 12.5, request.subtitles() ? List.of(srt) : List.of(), first == null ? List.of() : List.of(first));
            }

            @Override
            public void close() {
                end();
            }
        };
    }

    // Does not give way to an interrupt, as native code would not.
    private synchronized void await() {
        waiting.countDown();
        boolean interrupted = false;
        while (!closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end() {
        closed = true;
        notifyAll();
    }

    @Override
    public Writing prepare(DialogueRequest request) throws AlanException {
        written.add(request);
        if (failure != null) {
            throw failure;
        }
        return new Writing() {
            @Override
            public String run(Consumer<Script.Line> progress) {
                StringBuilder script = new StringBuilder("# " + request.topic() + "\n");
                for (int i = 0; i < request.turns(); i++) {
                    Script.Line line = new Script.Line(i + 2, request.voices().get(i % request.voices().size()), "Line " + i + ".", 0);
                    progress.accept(line);
                    script.append('[').append(line.voice()).append("] ").append(line.text()).append('\n');
                }
                return script.toString();
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
