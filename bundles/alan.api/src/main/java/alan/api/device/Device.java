package alan.api.device;

import java.util.List;

/** Something that can compute. */
public sealed interface Device {
    /** The processor's id. */
    String CPU = "cpu";

    /** {@return the name that people and configuration use: {@code cpu}, {@code cuda:0}} */
    String id();

    /**
     * The processor.
     *
     * @param name as its maker calls it; empty where the system does not tell
     * @param cores that this process may use
     * @param instructions those that make networks faster, named as Linux names them ({@code avx512_vnni}, {@code amx_bf16}); empty where the
     *     system does not tell
     */
    record Processor(String name, int cores, List<String> instructions) implements Device {
        /** Copies. */
        public Processor {
            instructions = List.copyOf(instructions);
        }

        @Override
        public String id() {
            return CPU;
        }
    }

    /**
     * A GPU by NVIDIA.
     *
     * @param index as CUDA counts in this process when it counts by the place on the bus ({@code CUDA_DEVICE_ORDER=PCI_BUS_ID})
     * @param name as its maker calls it
     * @param memory bytes
     * @param free bytes that nobody uses at the moment
     * @param driver version of the driver: {@code 550.54.15}
     * @param cuda newest version of CUDA that the driver can run: {@code 12.4}
     */
    record Gpu(int index, String name, long memory, long free, String driver, String cuda) implements Device {
        @Override
        public String id() {
            return "cuda:" + index;
        }
    }
}
