package alan.audio;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/** A device of which the test says what it hears and sees what it plays. */
final class FakeMixer {
    private static final byte[] CLOSED = new byte[0];

    final ByteArrayOutputStream played = new ByteArrayOutputStream();
    final LinkedBlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
    volatile AudioFormat format;
    volatile boolean open;
    volatile boolean inUse;
    volatile boolean stuck;
    volatile long position;

    private final String name;
    private final Class<? extends DataLine> kind;
    private final Set<Integer> rates;
    private final int channels;

    FakeMixer(String name, Class<? extends DataLine> kind, int channels, Integer... rates) {
        this.name = name;
        this.kind = kind;
        this.channels = channels;
        this.rates = Set.of(rates);
    }

    Mixer mixer() {
        return proxy(Mixer.class, (self, method, arguments) -> switch (method.getName()) {
            case "getMixerInfo" -> new Info(name);
            case "isLineSupported" -> supports((Line.Info) arguments[0]);
            case "getLine" -> proxy(kind, (line, called, values) -> onLine(called.getName(), values));
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private boolean supports(Line.Info info) {
        if (!kind.isAssignableFrom(info.getLineClass())) {
            return false;
        }
        if (!(info instanceof DataLine.Info data) || data.getFormats().length == 0) {
            return true;
        }
        AudioFormat wanted = data.getFormats()[0];
        return rates.contains((int) wanted.getSampleRate()) && wanted.getChannels() == channels;
    }

    private Object onLine(String method, Object[] arguments) throws Exception {
        return switch (method) {
            case "open" -> opened((AudioFormat) arguments[0]);
            case "start", "stop", "flush" -> null;
            case "drain" -> drained();
            case "close" -> closed();
            case "read" -> read((byte[]) arguments[0]);
            case "write" -> write((byte[]) arguments[0], (int) arguments[1], (int) arguments[2]);
            case "getLongFramePosition" -> position;
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private Object opened(AudioFormat wanted) throws LineUnavailableException {
        if (inUse) {
            throw new LineUnavailableException("in use");
        }
        format = wanted;
        open = true;
        return null;
    }

    private Object drained() throws InterruptedException {
        while (stuck && open) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return null;
    }

    private Object closed() {
        open = false;
        heard.add(CLOSED);
        return null;
    }

    private int read(byte[] into) throws InterruptedException {
        byte[] bytes = heard.take();
        System.arraycopy(bytes, 0, into, 0, bytes.length);
        return bytes.length;
    }

    private int write(byte[] bytes, int from, int length) throws InterruptedException {
        while (stuck && open) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        played.write(bytes, from, open ? length : 0);
        return open ? length : 0;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FakeMixer.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    static FakeMixer microphone(String name, int channels, Integer... rates) {
        return new FakeMixer(name, TargetDataLine.class, channels, rates);
    }

    static FakeMixer speaker(String name, int channels, Integer... rates) {
        return new FakeMixer(name, SourceDataLine.class, channels, rates);
    }

    private static final class Info extends Mixer.Info {
        Info(String name) {
            super(name, "nobody", "a test's", "1");
        }
    }
}
