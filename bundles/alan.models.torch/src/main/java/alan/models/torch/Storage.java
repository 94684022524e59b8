package alan.models.torch;

/**
 * Numbers in a file, one after another; tensors are views of them.
 *
 * @param type of each
 * @param key by which the file has them
 * @param elements how many
 */
record Storage(ElementType type, String key, long elements) {
    /** {@return how many bytes it has} */
    long bytes() {
        return elements * type.bytes;
    }
}
