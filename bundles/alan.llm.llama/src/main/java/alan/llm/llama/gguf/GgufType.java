package alan.llm.llama.gguf;

/**
 * How the numbers of a tensor are stored: ggml's types as of llama.cpp b4916 ({@code ggml/src/ggml.c}, {@code type_traits}).
 *
 * @param name as ggml writes it
 * @param blockLength numbers in a block
 * @param blockBytes bytes of a block
 */
record GgufType(String name, int blockLength, int blockBytes) {
    private static final GgufType[] TYPES = new GgufType[39];

    static {
        set(0, "F32", 1, 4);
        set(1, "F16", 1, 2);
        set(2, "Q4_0", 32, 18);
        set(3, "Q4_1", 32, 20);
        set(6, "Q5_0", 32, 22);
        set(7, "Q5_1", 32, 24);
        set(8, "Q8_0", 32, 34);
        set(9, "Q8_1", 32, 36);
        set(10, "Q2_K", 256, 84);
        set(11, "Q3_K", 256, 110);
        set(12, "Q4_K", 256, 144);
        set(13, "Q5_K", 256, 176);
        set(14, "Q6_K", 256, 210);
        set(15, "Q8_K", 256, 292);
        set(16, "IQ2_XXS", 256, 66);
        set(17, "IQ2_XS", 256, 74);
        set(18, "IQ3_XXS", 256, 98);
        set(19, "IQ1_S", 256, 50);
        set(20, "IQ4_NL", 32, 18);
        set(21, "IQ3_S", 256, 110);
        set(22, "IQ2_S", 256, 82);
        set(23, "IQ4_XS", 256, 136);
        set(24, "I8", 1, 1);
        set(25, "I16", 1, 2);
        set(26, "I32", 1, 4);
        set(27, "I64", 1, 8);
        set(28, "F64", 1, 8);
        set(29, "IQ1_M", 256, 56);
        set(30, "BF16", 1, 2);
        set(34, "TQ1_0", 256, 54);
        set(35, "TQ2_0", 256, 66);
    }

    private static void set(int id, String name, int blockLength, int blockBytes) {
        TYPES[id] = new GgufType(name, blockLength, blockBytes);
    }

    /** {@return the type of that number; {@code null} if the library has none} @param id as in the file */
    static GgufType of(int id) {
        return id < 0 || id >= TYPES.length ? null : TYPES[id];
    }
}
