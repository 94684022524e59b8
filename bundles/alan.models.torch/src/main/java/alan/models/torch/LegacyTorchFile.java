package alan.models.torch;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The format of PyTorch before 1.6: five pickles one after another (a magic number, the format's version, the machine's properties, the description, the list
 * of the storages' keys), then for each key how many elements it has (64 bits) and their bytes. Read in {@code torch/serialization.py}, {@code _legacy_save}.
 */
final class LegacyTorchFile implements TorchFile {
    private static final Number MAGIC = new java.math.BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;
    private static final int MOST_STORAGES = 100_000;

    private final Path file;
    private final FileChannel channel;
    private final Map<Storage, Long> places = new HashMap<>();
    private Object content;

    LegacyTorchFile(Path file) throws AlanException, IOException {
        this.file = file;
        this.channel = FileChannel.open(file);
        boolean whole = false;
        try {
            read();
            whole = true;
        } finally {
            if (!whole) {
                channel.close();
            }
        }
    }

    private void read() throws AlanException, IOException {
        // The channel stays open: the stream over it does not own it.
        PickleInput in = new PickleInput(file, new BufferedInputStream(Channels.newInputStream(channel)));
        TorchValues none = new TorchValues(file);
        if (in.u8() != 0x80 || in.u8() != 2 || in.u8() != 0x8a || !in.integer().equals(MAGIC) || in.u8() != '.') {
            throw Damage.in(file, Text.of("is no file of PyTorch"));
        }
        Object version = Unpickler.read(in, none);
        if (!Long.valueOf(VERSION).equals(version)) {
            throw Damage.in(file, Text.of("has a version of PyTorch's old format that Alan does not know"));
        }
        if (!(Unpickler.read(in, none) instanceof Map<?, ?> machine) || !Boolean.TRUE.equals(machine.get("little_endian"))) {
            throw Damage.in(file, Text.of("has its numbers with the greatest byte first, which Alan does not read"));
        }
        TorchValues values = new TorchValues(file);
        content = Unpickler.read(in, values);
        Object keys = Unpickler.read(in, none);
        if (!(keys instanceof List<?> list) || list.size() > MOST_STORAGES) {
            throw Damage.in(file, Text.of("does not say which storages it has"));
        }
        place(list, values.storages(), in.position());
    }

    private void place(List<?> keys, Map<String, Storage> storages, long start) throws AlanException, IOException {
        long at = start;
        ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Object key : keys) {
            Storage storage = key instanceof String name ? storages.get(name) : null;
            if (storage == null) {
                throw Damage.in(file, Text.of("has a storage that nothing in it speaks of"));
            }
            count.clear();
            while (count.hasRemaining()) {
                if (channel.read(count, at + count.position()) < 0) {
                    throw TorchFile.lacks(file, storage);
                }
            }
            at += Long.BYTES;
            if (count.getLong(0) != storage.elements() || storage.bytes() > channel.size() - at) {
                throw TorchFile.lacks(file, storage);
            }
            places.put(storage, at);
            at += storage.bytes();
        }
    }

    @Override
    public Object content() {
        return content;
    }

    @Override
    public InputStream open(Storage storage) throws AlanException, IOException {
        Long place = places.get(storage);
        if (place == null) {
            throw TorchFile.lacks(file, storage);
        }
        channel.position(place);
        return new FilterInputStream(Channels.newInputStream(channel)) {
            /** Leaves the channel open, for the next storage. */
            @Override
            public void close() {}
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
