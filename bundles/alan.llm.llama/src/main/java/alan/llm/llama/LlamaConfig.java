package alan.llm.llama;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code alan.llm.llama}. */
@ObjectClassDefinition(name = "Alan: language model on llama.cpp", description = "Runs GGUF models in a process of their own.")
@interface LlamaConfig {
    /** The fewest tokens that a conversation can be held in. */
    int LEAST_CONTEXT = 256;

    /** {@return id of a model in the catalogue, with one {@code .gguf} file} */
    @AttributeDefinition(
            name = "Model",
            description = "Id of a model in the catalogue, with one .gguf file.")
    String model() default "smollm2-135m";

    /** {@return threads that compute; 0 to measure once what is fastest on this machine; llama.cpp takes no more than 512} */
    @AttributeDefinition(
            name = "Threads",
            description = "Threads that compute, at most 512; 0 measures once how many are fastest on this machine.", min = "0", max = "512")
    int threads() default 0;

    /**
     * {@return tokens of a conversation and its answer together; the model's own if that is less} With fewer than 256 there is hardly room for the
     * persona, a question and an answer; no model that this llama.cpp knows is trained for more than 1048576.
     */
    @AttributeDefinition(
            name = "Context length",
            description = "Tokens of a conversation and its answer together, 256 to 1048576; the model's own if that is less. Takes memory.",
            min = "" + LEAST_CONTEXT, max = "1048576")
    int context_length() default 4096;

    /**
     * {@return layers on the graphics card; -1 for all if {@link #native_path} is set, else none} No model has more than 512; people write 999 or
     * 9999 for all.
     */
    @AttributeDefinition(
            name = "GPU layers",
            description = "Layers computed by the graphics card;"
                    + " -1 for all when native.path gives a library that can, else none.", min = "-1", max = "9999")
    int gpu_layers() default -1;

    /** {@return folder of a native library to use instead of the one in the bundle; empty for that one} */
    @AttributeDefinition(
            name = "Native library",
            description = "Folder of a java-llama.cpp 4.2.0 library (libjllama.so, jllama.dll, libjllama.dylib),"
                    + " such as one built for CUDA; empty for the one in the bundle, which computes on the CPU.")
    String native_path() default "";

    /** {@return home folder of the Java that runs the model; empty for the one that runs Alan} */
    @AttributeDefinition(
            name = "Java of the worker",
            description = "Home folder of the Java that runs the model; empty for Alan's own.")
    String worker_java() default "";

    /** {@return largest Java heap of the worker, in MiB; what passes through it are texts, so more than 4096 would be a mistyped number} */
    @AttributeDefinition(
            name = "Heap of the worker",
            description = "Largest Java heap of the worker, in MiB, 16 to 4096; the model is not in it.", min = "16", max = "4096")
    int worker_memory() default 64;

    /** {@return seconds that the worker may be silent while it loads or answers; at most a day} */
    @AttributeDefinition(
            name = "Time-out",
            description = "Seconds that the worker may be silent while it loads or answers, before it is taken for"
                    + " hung and ended; 1 to 86400.", min = "1", max = "86400")
    int timeout() default 300;
}
