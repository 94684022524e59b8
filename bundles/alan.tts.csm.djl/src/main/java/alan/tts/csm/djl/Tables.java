package alan.tts.csm.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables of rows that several programs look up, in memory once: backbone and depth decoder share half a gigabyte of them. */
final class Tables {
    private final Map<String, Table> tables = new HashMap<>();

    /** One of them. */
    private static final class Table {
        private final IValue value;
        private int users;

        Table(IValue value) {
            this.value = value;
        }
    }

    /** Reads a table. */
    @FunctionalInterface
    interface Reader {
        /** {@return the table} @param table to be read */
        PtNDArray read(Parameter table) throws IOException;
    }

    /** What one program uses. */
    final class Use implements AutoCloseable {
        private final List<String> keys = new ArrayList<>();

        /** {@return a table} @param table which @param manager that the handle belongs to @param reader of one that nobody has used yet */
        PtNDArray get(Parameter table, NDManager manager, Reader reader) throws IOException {
            synchronized (tables) {
                Table found = tables.get(table.key());
                if (found == null) {
                    try (PtNDArray read = reader.read(table)) {
                        found = new Table(IValue.from(read));
                    }
                    tables.put(table.key(), found);
                }
                found.users++;
                keys.add(table.key());
                return found.value.toTensor((PtNDManager) manager);
            }
        }

        /** Frees what nobody else uses. */
        @Override
        public void close() {
            synchronized (tables) {
                for (String key : keys) {
                    Table table = tables.get(key);
                    if (--table.users == 0) {
                        table.value.close();
                        tables.remove(key);
                    }
                }
                keys.clear();
            }
        }
    }

    /** {@return what a program is to use} */
    Use use() {
        return new Use();
    }
}
