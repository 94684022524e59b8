package alan.devices;

import alan.api.text.Text;

/** What NVIDIA's management library tells, from its start until it is closed. */
interface Nvml extends AutoCloseable {
    /** The library is not there, or does not answer. */
    final class Silent extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Text why;

        /** @param why for people, a sentence without a full stop @param cause for the log; may be {@code null} */
        Silent(Text why, Throwable cause) {
            super(why.english(), cause);
            this.why = why;
        }

        Text why() {
            return why;
        }
    }

    /** Starts the library. */
    @FunctionalInterface
    interface Source {
        /** {@return the library, to be closed} @throws Silent when it is not there, or has no driver to talk to */
        Nvml open() throws Silent;
    }

    /**
     * A GPU.
     *
     * @param name as its maker calls it
     * @param memory bytes
     * @param free bytes
     */
    record Card(String name, long memory, long free) {}

    /** {@return the driver's version: {@code 550.54.15}} */
    String driver() throws Silent;

    /** {@return the newest version of CUDA that the driver can run, as the library writes it: 12040 is 12.4} */
    int cuda() throws Silent;

    /** {@return how many GPUs there are, by their place on the bus} */
    int count() throws Silent;

    /** {@return a GPU} @param index below {@link #count} */
    Card card(int index) throws Silent;

    /** {@return a GPU, or a part of one; {@code null} if there is none of that name} @param uuid {@code GPU-…}, {@code MIG-…} */
    Card card(String uuid) throws Silent;

    @Override
    void close();
}
